package org.hermescdc.core.template;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.hermescdc.core.model.Bytes;

/** Python's truth: null, false, zero, and what is empty are false; everything else is true. */
public final class Truth {

    private Truth() {}

    /**
     * Tells whether a result counts as true, as constraints do.
     *
     * @throws TemplateException if {@code value} is a strict undefined value
     */
    public static boolean of(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value == null) {
            return false;
        }
        if (value instanceof String text) {
            return !text.isEmpty();
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof PyGenerator) {
            return true;
        }
        if (value instanceof Collection<?> collection) {
            return !collection.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return ofOther(value);
    }

    private static boolean ofOther(Object value) {
        if (value instanceof Double number) {
            return number != 0;
        }
        if (value instanceof BigInteger number) {
            return number.signum() != 0;
        }
        if (value instanceof Bytes bytes) {
            return bytes.length() > 0;
        }
        if (value instanceof SafeText text) {
            return !text.toString().isEmpty();
        }
        if (value instanceof Undefined undefined) {
            if (undefined.strict()) {
                throw Errors.undefined(undefined);
            }
            return false;
        }
        if (value instanceof Range range) {
            return range.length() > 0;
        }
        if (value instanceof DictView view) {
            return !view.map().isEmpty();
        }
        return !(value instanceof TimeDelta delta) || delta.microseconds() != 0;
    }
}
