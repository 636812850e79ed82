package org.hermescdc.core.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Values;

/** What makes two values the same key of a dict or the same item of a set. */
final class Hashing {

    private record TupleKey(List<Object> items) {}

    private Hashing() {}

    /**
     * Returns an object whose {@code equals} is Python's {@code ==}.
     *
     * @throws TemplateException if the value cannot be hashed, as lists, dicts and sets cannot
     */
    static Object key(Object value) {
        if (value == null || value instanceof String || value instanceof Long) {
            return value;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        if (value instanceof Double number) {
            return numberKey(number);
        }
        if (value instanceof SafeText text) {
            return text.toString();
        }
        if (value instanceof PyTuple tuple) {
            List<Object> items = new ArrayList<>(tuple.size());
            tuple.forEach(item -> items.add(key(item)));
            return new TupleKey(items);
        }
        if (value instanceof List || value instanceof Map || value instanceof PySet) {
            throw Errors.type("unhashable type: '" + Types.name(value) + "'");
        }
        if (value instanceof Undefined undefined && undefined.strict()) {
            throw Errors.undefined(undefined);
        }
        return value;
    }

    private static Object numberKey(double number) {
        if (number != Math.rint(number) || Double.isInfinite(number)) {
            return number;
        }
        BigInteger whole = new BigDecimal(number).toBigInteger();
        return Values.integer(whole);
    }
}
