package org.hermescdc.plugin.bus.camel;

import java.time.Instant;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Message;
import org.hermescdc.spi.BusConsumer.Bounds;

/**
 * What Hermes must know of a Camel endpoint so that a client can read it as a bus (setting {@code consumer} of the bus
 * {@code camel}): what is there, how to begin at an offset, and where each message stands.
 *
 * <p>Offsets are whole numbers from 0, each message has one more than the message before it, and none ever changes. Named
 * in the configuration as a bean of the routes, or as a class with a public no-argument constructor. {@link #bounds} and
 * {@link #place} may be called by several threads at a time.
 *
 * <p>An exception tells that the bus cannot be reached, or what is wrong with it: its message is shown to the operator,
 * without the values of the URI's passwords. The bus is then read again, from the offset that is wanted.
 */
public interface OffsetReader extends AutoCloseable {

    /**
     * Called once, before all else; nothing need connect yet.
     *
     * @param uri the setting {@code uri}
     * @param options the setting {@code options}
     */
    void open(CamelContext context, String uri, Map<String, String> options);

    /** What the bus has now; asked at least once a second while nothing is read, so it should be cheap. */
    Bounds bounds() throws Exception;

    /**
     * An endpoint whose consumer delivers the message at {@code offset} and all after it, in order, until it is stopped.
     * Earlier messages are passed over. Called again after each failure and each move of the client; the consumer made
     * before is stopped then.
     *
     * @param offset one that {@link #bounds} has, or its end
     */
    Endpoint endpoint(long offset) throws Exception;

    /** Where a message that the endpoint delivered stands on the bus. */
    Place place(Message message) throws Exception;

    /**
     * A place on the bus.
     *
     * @param timestamp when the bus received the message
     */
    record Place(long offset, Instant timestamp) {}

    @Override
    default void close() throws Exception {}
}
