package org.hermescdc.core.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A primary key: one value, or the list of values of a composite key in {@code primarykeyattr} order. Two keys are equal
 * as Python's dict keys are: numbers by value, whatever their type ({@code 1}, {@code 1.0} and {@code true} are one key).
 *
 * <p>Held as the bytes of its value, with its hash code: a lookup touches few places of memory. Immutable.
 */
public final class Key {

    /** Spreads the parts of composite keys, which are often small numbers, over all hash codes: 2^64 / golden ratio. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int FEW_BYTES = 24;

    private final byte[] bytes;
    private final int hash;

    /** @param value a normalized value (see {@link Values}) that holds no map and, unless composite, no list */
    public Key(Object value) {
        if (Values.isAbsent(value)) {
            throw new IllegalArgumentException("a primary key must have a value");
        }
        if (value instanceof List<?> parts) {
            parts.forEach(Key::requireScalar);
        } else {
            requireScalar(value);
        }
        CompactForm.Writer writer = new CompactForm.Writer(FEW_BYTES);
        writer.value(value);
        bytes = writer.toBytes();
        hash = hash(value);
    }

    /** The value: normalized, and a list if the key is composite. */
    public Object value() {
        return new CompactForm.Reader(bytes).value();
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
        return from(entry::get, attributes);
    }

    /**
     * Takes the key of an entry that is not built yet.
     *
     * @see #from(Entry, List)
     */
    public static Key from(Entry.Builder entry, List<String> attributes) {
        return from(entry::get, attributes);
    }

    private static Key from(Function<String, Object> entry, List<String> attributes) {
        if (attributes.size() == 1) {
            return new Key(part(entry.apply(attributes.get(0)), attributes.get(0)));
        }
        Object[] parts = new Object[attributes.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = part(entry.apply(attributes.get(i)), attributes.get(i));
        }
        return new Key(List.of(parts));
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
        return this == other
                || other instanceof Key key
                        && hash == key.hash
                        && (Arrays.equals(bytes, key.bytes) || equal(value(), key.value()));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The bare value as operators know it: {@code 42}, {@code (10, 42)}. */
    @Override
    public String toString() {
        Object value = value();
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
            long hash = 1;
            for (Object part : parts) {
                hash = (hash ^ hash(part)) * SPREAD;
            }
            return (int) (hash >>> 32);
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
