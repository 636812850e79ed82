package org.hermescdc.core.template;

import java.nio.charset.StandardCharsets;
import org.hermescdc.core.model.Bytes;

/** Byte strings handled as text: each byte is the character of the same number. */
final class ByteText {

    private ByteText() {}

    static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.ISO_8859_1);
    }

    static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Bytes concat(Bytes a, Bytes b) {
        return bytes(text(a) + text(b));
    }

    static Bytes repeat(Bytes bytes, long count) {
        return bytes(CodePoints.repeat(text(bytes), count));
    }

    /** A part that must be bytes; a number is refused where Python does. */
    static String part(Object value) {
        if (value instanceof Bytes bytes) {
            return text(bytes);
        }
        throw Errors.type("a bytes-like object is required, not '" + Types.name(value) + "'");
    }

    static boolean contains(Bytes bytes, Object item) {
        if (Numbers.isInteger(item)) {
            int number = Numbers.index(item);
            if (number < 0 || number > 255) {
                throw Errors.value("byte must be in range(0, 256)");
            }
            return text(bytes).indexOf(number) >= 0;
        }
        return text(bytes).contains(part(item));
    }
}
