package org.hermescdc.camel.client;

import org.hermescdc.spi.HandlerCall;

/** The client plugin, as the flow needs it. */
interface Handlers {

    /**
     * Calls the handler of an event, if there is one.
     *
     * @throws org.hermescdc.spi.HandlerException if it failed
     */
    void call(HandlerCall call);

    /**
     * Tells that the cache was saved.
     *
     * @throws org.hermescdc.spi.HandlerException if it failed, which ends the client
     */
    void saved();
}
