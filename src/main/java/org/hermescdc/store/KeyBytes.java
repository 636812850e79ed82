package org.hermescdc.store;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.KeyOrder;

/**
 * A key as bytes that a database sorts, byte by byte, as {@link KeyOrder#TOTAL} sorts keys; equal keys have equal bytes.
 * Each part says where it ends, so that parts can follow each other.
 */
final class KeyBytes {

    private static final int NUMBER = 0x10;
    private static final int TEXT = 0x20;
    private static final int DATETIME = 0x30;
    private static final int BYTES = 0x40;
    private static final int LIST = 0x50;

    private static final int NEGATIVE_INFINITY = 1;
    private static final int NEGATIVE = 2;
    private static final int ZERO = 3;
    private static final int POSITIVE = 4;
    private static final int INFINITY = 5;
    private static final int NOT_A_NUMBER = 6;

    private static final int END = 0;
    private static final int ESCAPE = 1;

    private static final int SURROGATES = Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1;
    private static final int BEHIND_SURROGATES = Character.MAX_VALUE - Character.MAX_SURROGATE;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private KeyBytes() {}

    /** @param key a normalized value that holds no map */
    static byte[] of(Object key) {
        KeyBytes bytes = new KeyBytes();
        bytes.append(key);
        return bytes.out.toByteArray();
    }

    private void append(Object value) {
        if (value instanceof List<?> parts) {
            out.write(LIST);
            parts.forEach(this::append);
            out.write(END);
        } else if (value instanceof String text) {
            out.write(TEXT);
            appendText(text);
        } else if (value instanceof LocalDateTime time) {
            out.write(DATETIME);
            out.writeBytes(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                    .putLong(time.toEpochSecond(ZoneOffset.UTC) ^ Long.MIN_VALUE)
                    .putInt(time.getNano())
                    .array());
        } else if (value instanceof Bytes bytes) {
            out.write(BYTES);
            for (byte each : bytes.toArray()) {
                appendEscaped(Byte.toUnsignedInt(each));
            }
            out.write(END);
        } else {
            out.write(NUMBER);
            appendNumber(value);
        }
    }

    /** In the order of code points: a surrogate, which stands for one above all others, moves behind the other chars. */
    private void appendText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                appendMoved(unit + BEHIND_SURROGATES);
            } else {
                appendMoved(unit < Character.MIN_SURROGATE ? unit : unit - SURROGATES);
            }
        }
        out.write(END);
    }

    /** As UTF-8 writes a code point below 65536, surrogates too. */
    private void appendMoved(int unit) {
        if (unit < 0x80) {
            appendEscaped(unit);
        } else if (unit < 0x800) {
            out.write(0xC0 | unit >> 6);
            out.write(0x80 | unit & 0x3F);
        } else {
            out.write(0xE0 | unit >> 12);
            out.write(0x80 | unit >> 6 & 0x3F);
            out.write(0x80 | unit & 0x3F);
        }
    }

    private void appendEscaped(int single) {
        if (single <= ESCAPE) {
            out.write(ESCAPE);
            out.write(single + 1);
        } else {
            out.write(single);
        }
    }

    private void appendNumber(Object value) {
        if (value instanceof Double real && (real.isNaN() || real.isInfinite())) {
            out.write(real.isNaN() ? NOT_A_NUMBER : real > 0 ? INFINITY : NEGATIVE_INFINITY);
            return;
        }
        BigDecimal number = KeyOrder.decimal(value);
        switch (number.signum()) {
            case 0 -> out.write(ZERO);
            case 1 -> {
                out.write(POSITIVE);
                out.writeBytes(magnitude(number));
            }
            default -> {
                out.write(NEGATIVE);
                for (byte each : magnitude(number.negate())) {
                    out.write(~each);
                }
            }
        }
    }

    /** Of {@code 0.d1d2… · 10^e}: e, then the digits. */
    private static byte[] magnitude(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        byte[] digits = stripped.unscaledValue().toString().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(Integer.BYTES + digits.length + 1)
                .putInt(stripped.precision() - stripped.scale() ^ Integer.MIN_VALUE)
                .put(digits)
                .put((byte) END)
                .array();
    }
}
