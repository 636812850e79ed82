package org.hermescdc.camel.client;

import org.hermescdc.camel.handler.HandlerDispatcher;
import org.hermescdc.spi.HandlerCall;

/** The handlers of the running plugin, known once its routes are there. */
final class PluginHandlers implements Handlers {

    private HandlerDispatcher dispatcher;

    void attach(HandlerDispatcher attached) {
        dispatcher = attached;
    }

    @Override
    public void call(HandlerCall call) {
        dispatcher.dispatch(call);
    }

    @Override
    public void saved() {
        dispatcher.onSave();
    }
}
