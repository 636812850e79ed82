package org.hermescdc.spi;

import java.time.Instant;

/**
 * A message as it was read from the bus.
 *
 * @param from the offset that was asked for: between it and {@code offset} the bus has no other message
 * @param offset of the message, at least {@code from}
 * @param timestamp when the bus received it
 * @param text its content
 */
public record IncomingMessage(long from, long offset, Instant timestamp, String text) {

    /** Without the content, which may hold secrets. */
    @Override
    public String toString() {
        return "IncomingMessage[" + offset + "]";
    }
}
