package org.hermescdc.spi;

import java.util.List;
import org.hermescdc.core.event.Event;

/** Puts events on the bus, for the server. Used by one thread at a time. */
public interface BusProducer extends AutoCloseable {

    /**
     * Sends the events in order and returns when the bus has acknowledged all of them.
     *
     * @throws BusException if not all are acknowledged; it tells how many are, from the start of the batch, and how many
     *     later ones may be on the bus nevertheless. Those are sent again, or what came of them meanwhile is: clients
     *     recognise duplicates
     */
    void publish(List<Event> events);

    @Override
    void close();
}
