package org.hermescdc.spi;

import java.util.Iterator;

/**
 * Where the route of a consumer puts what it reads: the bean that Hermes passes to the template's parameter {@code inbox}.
 * Safe for use by several threads.
 */
public interface BusInbox {

    /** The offset of the message that must come next. */
    long next();

    /**
     * Takes messages in order; waits while there is no room. Stops taking when the client has moved elsewhere.
     *
     * @throws BusException if a message is not the one that must come next: none after it is taken
     */
    void deliver(Iterator<IncomingMessage> incoming);

    /** Reading failed: the client is told once it has taken what was read before. */
    void fail(RuntimeException reason);
}
