package org.hermescdc.spi;

import java.time.Duration;
import java.util.List;

/**
 * Reads the bus for a client, from an offset that the client keeps; nothing is stored on the bus about the reader
 * (spec/03). Used by one thread at a time.
 *
 * <pre>
 *   consumer.bounds()         what the bus has now: the first offset kept, and the one after the last
 *   consumer.seek(offset)     the next message wanted
 *   consumer.poll(...)        messages from there on, without a gap
 * </pre>
 */
public interface BusConsumer extends AutoCloseable {

    /**
     * The messages that the bus has now.
     *
     * @param first the lowest offset still kept; equal to {@code end} when there is none
     * @param end the offset that the next message to arrive will get, or a lower bound of it that lies behind every
     *     message that is there now: a reader whose next offset is {@code end} has read all
     */
    record Bounds(long first, long end) {
        public boolean isEmpty() {
            return first >= end;
        }
    }

    /** @throws BusException if the bus cannot be reached or does not exist yet */
    Bounds bounds();

    /** Makes {@code offset} the next one that {@link #poll} returns; may be called at any time. */
    void seek(long offset);

    /**
     * Returns the next messages in order, waiting up to {@code timeout} for the first. Empty when there is none in time.
     *
     * @throws BusException if the bus cannot be reached, or a message between the wanted offset and the next one kept was
     *     dropped by retention: never skips silently
     */
    List<BusMessage> poll(Duration timeout);

    @Override
    void close();
}
