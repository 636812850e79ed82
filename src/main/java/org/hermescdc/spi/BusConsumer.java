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

    /**
     * Asks the bus; exact at that moment. A bus that does not exist yet is an empty one.
     *
     * @throws BusException if the bus cannot be reached
     */
    Bounds bounds();

    /**
     * Makes {@code offset} the next one that {@link #poll} returns; may be called at any time, and before the first poll
     * it must be. What was read ahead is dropped.
     */
    void seek(long offset);

    /**
     * Returns the next messages in order, waiting up to {@code timeout} for the first; a thousand at most. Empty when there
     * is none in time. Messages that are none of ours are among them, with their problem.
     *
     * @throws OffsetLostException if the wanted offset, or one after it, was dropped by retention or lies beyond the end:
     *     never skips silently. It is thrown by each call until {@link #seek}
     * @throws BusException if the bus cannot be reached; the next call tries again
     */
    List<BusMessage> poll(Duration timeout);

    @Override
    void close();
}
