package org.hermescdc.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A primary key: one value, or the list of values of a composite key in {@code primarykeyattr} order. Two keys are equal
 * as Python's dict keys are: numbers by value, whatever their type ({@code 1}, {@code 1.0} and {@code true} are one key).
 *
 * @param value a normalized value (see {@link Values}) that holds no map and, unless composite, no list
 */
public record Key(Object value) {

    public Key {
        if (Values.isAbsent(value)) {
            throw new IllegalArgumentException("a primary key must have a value");
        }
        if (value instanceof List<?> parts) {
            parts.forEach(Key::requireScalar);
        } else {
            requireScalar(value);
        }
    }

    public static Key of(Object value) {
        return new Key(Values.normalize(value));
    }

    /**
     * Takes the key of {@code entry}.
     *
     * @param attributes the primary key attributes: one for a single key, several for a composite one
     * @throws IllegalArgumentException if an attribute is absent, or is a list or a map; the message names it
     */
    public static Key from(Entry entry, List<String> attributes) {
        if (attributes.size() == 1) {
            return new Key(part(entry.get(attributes.get(0)), attributes.get(0)));
        }
        List<Object> parts = new ArrayList<>(attributes.size());
        for (String attribute : attributes) {
            parts.add(part(entry.get(attribute), attribute));
        }
        return new Key(List.copyOf(parts));
    }

    private static Object part(Object value, String attribute) {
        if (value == null) {
            throw new IllegalArgumentException("primary key attribute '" + attribute + "' has no value");
        }
        if (value instanceof List || value instanceof Map) {
            throw new IllegalArgumentException("primary key attribute '" + attribute + "' is a "
                    + Values.typeName(value) + "; a primary key must be a single value");
        }
        return value;
    }

    private static void requireScalar(Object part) {
        if (part == null || part instanceof List || part instanceof Map) {
            throw new IllegalArgumentException(
                    "a part of a primary key is a " + Values.typeName(part) + "; it must be a single value");
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Key key && equal(value, key.value);
    }

    @Override
    public int hashCode() {
        return hash(value);
    }

    /** The bare value as operators know it: {@code 42}, {@code (10, 42)}. */
    @Override
    public String toString() {
        if (value instanceof List<?> parts) {
            StringBuilder text = new StringBuilder("(");
            parts.forEach(part -> text.append(text.length() > 1 ? ", " : "").append(part));
            return text.append(')').toString();
        }
        return value.toString();
    }

    private static boolean equal(Object a, Object b) {
        if (a.getClass() == b.getClass() && !(a instanceof List)) {
            return a.equals(b);
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            if (x.size() != y.size()) {
                return false;
            }
            for (int i = 0; i < x.size(); i++) {
                if (!equal(x.get(i), y.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return number(a) && number(b) && KeyOrder.decimal(a).compareTo(KeyOrder.decimal(b)) == 0;
    }

    private static int hash(Object value) {
        if (value instanceof List<?> parts) {
            int hash = 1;
            for (Object part : parts) {
                hash = 31 * hash + hash(part);
            }
            return hash;
        }
        if (value instanceof Long whole) {
            return Long.hashCode(whole);
        }
        if (number(value)) {
            return Long.hashCode(KeyOrder.decimal(value).longValue());
        }
        return value.hashCode();
    }

    private static boolean number(Object value) {
        return value instanceof Boolean
                || value instanceof Double real && !real.isNaN() && !real.isInfinite()
                || value instanceof Number && !(value instanceof Double);
    }
}
