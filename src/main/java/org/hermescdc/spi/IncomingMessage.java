package org.hermescdc.spi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A message as it was read from the bus.
 *
 * @param from the offset that was asked for: between it and {@code offset} the bus has no other message
 * @param offset of the message, at least {@code from}
 * @param timestamp when the bus received it
 * @param text its content; null if that is no text
 */
public record IncomingMessage(long from, long offset, Instant timestamp, String text) {

    /**
     * A message of a bus that keeps bytes; they are text if they are UTF-8.
     *
     * @param content null for a message without content, which is no text either
     */
    public static IncomingMessage of(long from, long offset, Instant timestamp, byte[] content) {
        return new IncomingMessage(from, offset, timestamp, text(content));
    }

    private static String text(byte[] content) {
        if (content == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
    }

    /** Without the content, which may hold secrets. */
    @Override
    public String toString() {
        return "IncomingMessage[" + offset + "]";
    }
}
