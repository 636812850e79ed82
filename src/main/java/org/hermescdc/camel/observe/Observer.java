package org.hermescdc.camel.observe;

import java.time.Duration;
import org.hermescdc.core.event.Event;
import org.hermescdc.spi.HandlerEvent;

/** Is told what a program does, by the thread that does it, just after it is done. Must be quick, and throw nothing. */
public interface Observer {

    /** The bus acknowledged the event of a server, or a client took it from the bus. */
    void event(Event event);

    /**
     * A handler was called.
     *
     * @param retry whether for an event of the error queue
     */
    void handled(String localType, HandlerEvent event, Duration time, boolean retry, boolean failed);

    /** A cycle of the server ended, or a turn of a client in which it had something to do. */
    void cycle(Cycle cycle);
}
