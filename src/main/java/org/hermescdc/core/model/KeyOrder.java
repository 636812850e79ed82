package org.hermescdc.core.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The order of primary keys in events and files: numbers by value, strings by code point, lists item by item. Values of
 * different kinds have no order; a collection that holds such a pair keeps the order in which it came.
 */
public final class KeyOrder {

    /**
     * The same order made total, for files: what it leaves open is settled by kind (numbers, strings, datetimes, bytes,
     * lists). For keys only: maps have no order here either.
     */
    public static final Comparator<Object> TOTAL = (a, b) -> compare(a, b, true);

    private KeyOrder() {}

    /** Returns a new list of {@code items} in order, or in the given order when some two have none. */
    public static <T> List<T> sorted(Collection<T> items) {
        return sortedBy(items, Function.identity());
    }

    /** Like {@link #sorted}, by the value that {@code property} gives for each item. */
    public static <T> List<T> sortedBy(Collection<T> items, Function<? super T, ?> property) {
        List<Place<T>> places = new ArrayList<>(items.size());
        items.forEach(item -> places.add(new Place<>(bare(property.apply(item)), item)));
        try {
            places.sort((a, b) -> compare(a.value, b.value, false));
        } catch (NotComparable e) {
            return new ArrayList<>(items);
        }
        List<T> result = new ArrayList<>(items.size());
        places.forEach(place -> result.add(place.item));
        return result;
    }

    /** Returns a new list of {@code keys} in the {@linkplain #TOTAL total order}, each key decoded once. */
    public static List<Key> sortedInTotal(Collection<Key> keys) {
        List<Place<Key>> places = new ArrayList<>(keys.size());
        keys.forEach(key -> places.add(new Place<>(key.value(), key)));
        places.sort((a, b) -> compare(a.value, b.value, true));
        List<Key> result = new ArrayList<>(keys.size());
        places.forEach(place -> result.add(place.item));
        return result;
    }

    /** An item and what it is sorted by. */
    private record Place<T>(Object value, T item) {}

    private static Object bare(Object value) {
        return value instanceof Key key ? key.value() : value;
    }

    private static int compare(Object a, Object b, boolean total) {
        if (a instanceof Key x && b instanceof Key y) {
            return compare(x.value(), y.value(), total);
        }
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        if (isNumber(a) && isNumber(b)) {
            return compareNumbers(a, b);
        }
        if (a instanceof String x && b instanceof String y) {
            return compareCodePoints(x, y);
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return compareLists(x, y, total);
        }
        if (a instanceof LocalDateTime x && b instanceof LocalDateTime y) {
            return x.compareTo(y);
        }
        if (a instanceof Bytes x && b instanceof Bytes y) {
            return x.compareTo(y);
        }
        if (total) {
            return Integer.compare(rank(a), rank(b));
        }
        throw NotComparable.INSTANCE;
    }

    private static int rank(Object value) {
        if (isNumber(value)) {
            return 0;
        }
        if (value instanceof String) {
            return 1;
        }
        if (value instanceof LocalDateTime) {
            return 2;
        }
        return value instanceof Bytes ? 3 : 4;
    }

    private static int compareLists(List<?> x, List<?> y, boolean total) {
        for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
            int order = compare(x.get(i), y.get(i), total);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(x.size(), y.size());
    }

    private static int compareCodePoints(String x, String y) {
        int length = Math.min(x.length(), y.length());
        for (int i = 0; i < length; i++) {
            char a = x.charAt(i);
            char b = y.charAt(i);
            if (a != b) {
                // a surrogate stands for a code point above every other char
                boolean high = Character.isSurrogate(a);
                return high == Character.isSurrogate(b) ? Character.compare(a, b) : high ? 1 : -1;
            }
        }
        return Integer.compare(x.length(), y.length());
    }

    private static boolean isNumber(Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    private static int compareNumbers(Object a, Object b) {
        if (a instanceof Double x && (x.isNaN() || x.isInfinite())
                || b instanceof Double y && (y.isNaN() || y.isInfinite())) {
            return Double.compare(asDouble(a), asDouble(b));
        }
        return decimal(a).compareTo(decimal(b));
    }

    private static double asDouble(Object number) {
        return number instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) number).doubleValue();
    }

    /** The exact value of a finite number or flag. */
    public static BigDecimal decimal(Object number) {
        if (number instanceof Boolean flag) {
            return flag ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (number instanceof Double real) {
            return new BigDecimal(real);
        }
        return number instanceof BigInteger big
                ? new BigDecimal(big)
                : BigDecimal.valueOf(((Number) number).longValue());
    }

    private static final class NotComparable extends RuntimeException {
        private static final NotComparable INSTANCE = new NotComparable();

        private NotComparable() {
            super("values without an order", null, false, false);
        }
    }
}
