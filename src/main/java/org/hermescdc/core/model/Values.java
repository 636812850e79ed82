package org.hermescdc.core.model;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The values that attributes can have, as plain Java types.
 *
 * <table>
 * <caption>Value types</caption>
 * <tr><th>value</th><th>Java type</th></tr>
 * <tr><td>null</td><td>{@code null}</td></tr>
 * <tr><td>bool</td><td>{@link Boolean}</td></tr>
 * <tr><td>int of any size</td><td>{@link Long} where it fits, else {@link BigInteger}</td></tr>
 * <tr><td>float</td><td>{@link Double}</td></tr>
 * <tr><td>string</td><td>{@link String}</td></tr>
 * <tr><td>datetime, in seconds and without zone</td><td>{@link LocalDateTime}</td></tr>
 * <tr><td>bytes</td><td>{@link Bytes}</td></tr>
 * <tr><td>list</td><td>unmodifiable {@link List}</td></tr>
 * <tr><td>map</td><td>unmodifiable {@link Map} with {@link String} keys, sorted by key</td></tr>
 * </table>
 */
public final class Values {

    private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private Values() {}

    /**
     * Brings {@code value} into the form of the table above: narrow integers become {@link Long}, sets and other
     * collections become lists, map keys become strings, datetimes are cut to whole seconds.
     *
     * @throws IllegalArgumentException if {@code value}, or something in it, is of no value type; the message names the
     *     Java type
     */
    public static Object normalize(Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Long
                || value instanceof Double
                || value instanceof Boolean
                || value instanceof Bytes) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigInteger big) {
            return integer(big);
        }
        if (value instanceof Float number) {
            return Double.valueOf(number.toString());
        }
        if (value instanceof LocalDateTime datetime) {
            return datetime.truncatedTo(ChronoUnit.SECONDS);
        }
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        if (value instanceof byte[] bytes) {
            return Bytes.of(bytes);
        }
        if (value instanceof Map<?, ?> map) {
            return normalizeMap(map);
        }
        if (value instanceof Set<?> set) {
            return normalizeSet(set);
        }
        if (value instanceof Collection<?> collection) {
            return normalizeList(collection);
        }
        throw new IllegalArgumentException("a value of type " + value.getClass().getName()
                + " cannot be an attribute value; known: null, bool, int, float, string, datetime, bytes, list, map");
    }

    /** Returns {@code big} as {@link Long} where it fits. */
    public static Number integer(BigInteger big) {
        return big.compareTo(MIN_LONG) >= 0 && big.compareTo(MAX_LONG) <= 0 ? (Number) big.longValue() : big;
    }

    /** Tells whether {@code value} counts as no value for an attribute: null, an empty list or an empty map. */
    public static boolean isAbsent(Object value) {
        return value == null
                || value instanceof Collection<?> collection && collection.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    /**
     * Strict equality of two normalized values: same type, same length, same values, recursively; 1, 1.0, "1" and true
     * all differ, as do [a, b] and [b, a].
     */
    public static boolean same(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x.doubleValue() == y.doubleValue() || x.equals(y);
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return sameItems(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return x.size() == y.size()
                    && x.entrySet().stream()
                            .allMatch(e -> y.containsKey(e.getKey()) && same(e.getValue(), y.get(e.getKey())));
        }
        return Objects.equals(a, b);
    }

    private static boolean sameItems(List<?> x, List<?> y) {
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (!same(x.get(i), y.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The name of the value's type in messages: int, float, string, bool, null, datetime, bytes, list, map. */
    public static String typeName(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof Double) {
            return "float";
        }
        if (value instanceof Number) {
            return "int";
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof LocalDateTime) {
            return "datetime";
        }
        if (value instanceof Bytes) {
            return "bytes";
        }
        return value instanceof Map
                ? "map"
                : value instanceof List ? "list" : value.getClass().getName();
    }

    private static Map<String, Object> normalizeMap(Map<?, ?> map) {
        TreeMap<String, Object> copy = new TreeMap<>();
        map.forEach((key, item) -> copy.put(keyText(key), normalize(item)));
        return Collections.unmodifiableSortedMap(copy);
    }

    /** JSON has only string keys; the text is the one that Python's json module gives. */
    private static String keyText(Object key) {
        return String.valueOf(key);
    }

    private static List<Object> normalizeSet(Set<?> set) {
        List<Object> items = new ArrayList<>(set.size());
        set.forEach(item -> items.add(normalize(item)));
        return Collections.unmodifiableList(KeyOrder.sorted(items));
    }

    private static List<Object> normalizeList(Collection<?> collection) {
        List<Object> items = new ArrayList<>(collection.size());
        collection.forEach(item -> items.add(normalize(item)));
        return Collections.unmodifiableList(items);
    }
}
