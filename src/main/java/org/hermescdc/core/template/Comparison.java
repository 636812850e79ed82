package org.hermescdc.core.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Bytes;

/** Python's equality, order, identity and membership. */
final class Comparison {

    private static final long CACHED_MIN = -5;
    private static final long CACHED_MAX = 256;

    private Comparison() {}

    static boolean equal(Object a, Object b) {
        failIfUndefined(a);
        failIfUndefined(b);
        if (a == b) {
            return !(a instanceof Double number && number.isNaN());
        }
        if (a == null || b == null) {
            return false;
        }
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return equalNumbers(a, b);
        }
        if (isText(a) && isText(b)) {
            return a.toString().equals(b.toString());
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return x instanceof PyTuple == y instanceof PyTuple && equalItems(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return equalDicts(x, y);
        }
        if (a instanceof DictView x && b instanceof DictView y) {
            return PySet.of(() -> cast(x.iterator())).equals(PySet.of(() -> cast(y.iterator())));
        }
        return a.equals(b);
    }

    @SuppressWarnings("unchecked")
    private static Iterator<Object> cast(Iterator<?> items) {
        return (Iterator<Object>) items;
    }

    private static void failIfUndefined(Object value) {
        if (value instanceof Undefined undefined && undefined.strict()) {
            throw Errors.undefined(undefined);
        }
    }

    private static boolean equalNumbers(Object a, Object b) {
        if (Numbers.isSmall(a) && Numbers.isSmall(b)) {
            return Numbers.small(a) == Numbers.small(b);
        }
        return compareNumbers(a, b) == 0 && !isNan(a) && !isNan(b);
    }

    private static boolean equalItems(List<?> x, List<?> y) {
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (x.get(i) != y.get(i) && !equal(x.get(i), y.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalDicts(Map<?, ?> x, Map<?, ?> y) {
        return x.size() == y.size()
                && x.entrySet().stream()
                        .allMatch(e -> Dicts.contains(y, e.getKey()) && equal(e.getValue(), Dicts.get(y, e.getKey())));
    }

    /** Whether the two are one object, for {@code sameas}; small values are shared as in Python. */
    static boolean identical(Object a, Object b) {
        if (a == b) {
            return true;
        }
        boolean shared = a instanceof Boolean
                || a instanceof Long number && number >= CACHED_MIN && number <= CACHED_MAX
                || a instanceof String text && text.length() <= 1;
        return shared && a.equals(b);
    }

    /** Negative, zero or positive as {@code a} is less than, equal to or greater than {@code b}. */
    static int compare(Object a, Object b, String operator) {
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return compareNumbers(a, b);
        }
        if (isText(a) && isText(b)) {
            return CodePoints.compare(a.toString(), b.toString());
        }
        if (a instanceof List<?> x && b instanceof List<?> y && x instanceof PyTuple == y instanceof PyTuple) {
            return compareItems(x, y, operator);
        }
        Integer order = compareOthers(a, b);
        if (order != null) {
            return order;
        }
        failIfAnyUndefined(a, b);
        throw Errors.type(
                "'" + operator + "' is not supported between '" + Types.name(a) + "' and '" + Types.name(b) + "'");
    }

    private static Integer compareOthers(Object a, Object b) {
        if (a instanceof LocalDateTime x && b instanceof LocalDateTime y) {
            return x.compareTo(y);
        }
        if (a instanceof LocalDate x && b instanceof LocalDate y) {
            return x.compareTo(y);
        }
        if (a instanceof LocalTime x && b instanceof LocalTime y) {
            return x.compareTo(y);
        }
        if (a instanceof TimeDelta x && b instanceof TimeDelta y) {
            return x.compareTo(y);
        }
        return a instanceof Bytes x && b instanceof Bytes y ? x.compareTo(y) : null;
    }

    static void failIfAnyUndefined(Object a, Object b) {
        if (a instanceof Undefined undefined) {
            throw Errors.undefined(undefined);
        }
        if (b instanceof Undefined undefined) {
            throw Errors.undefined(undefined);
        }
    }

    /** Tells whether {@code a operator b} holds, for {@code <}, {@code <=}, {@code >} and {@code >=}. */
    static boolean ordered(Object a, Object b, String operator) {
        if (a instanceof PySet x && b instanceof PySet y) {
            return operator.startsWith("<")
                    ? y.containsAll(x) && (operator.length() == 2 || x.size() < y.size())
                    : x.containsAll(y) && (operator.length() == 2 || y.size() < x.size());
        }
        int order = compare(a, b, operator);
        if (isNan(a) || isNan(b)) {
            return false;
        }
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static int compareItems(List<?> x, List<?> y, String operator) {
        for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
            if (!equal(x.get(i), y.get(i))) {
                return compare(x.get(i), y.get(i), operator);
            }
        }
        return Integer.compare(x.size(), y.size());
    }

    private static int compareNumbers(Object a, Object b) {
        if (Numbers.isSmall(a) && Numbers.isSmall(b)) {
            return Long.compare(Numbers.small(a), Numbers.small(b));
        }
        if (a instanceof Double x && b instanceof Double y) {
            return x < y ? -1 : x > y ? 1 : 0;
        }
        if (isSpecial(a) || isSpecial(b)) {
            return Double.compare(approximate(a), approximate(b));
        }
        return decimal(a).compareTo(decimal(b));
    }

    private static boolean isNan(Object value) {
        return value instanceof Double number && number.isNaN();
    }

    private static boolean isSpecial(Object value) {
        return value instanceof Double number && (number.isNaN() || number.isInfinite());
    }

    private static double approximate(Object value) {
        return value instanceof BigInteger big
                ? Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, big.doubleValue()))
                : Numbers.real(value);
    }

    private static BigDecimal decimal(Object value) {
        return value instanceof Double number ? new BigDecimal(number) : new BigDecimal(Numbers.big(value));
    }

    /** Python's {@code item in container}. */
    static boolean contains(Object container, Object item) {
        if (isText(container)) {
            if (!isText(item)) {
                throw Errors.type("'in <string>' requires string as left operand, not " + Types.name(item));
            }
            return container.toString().contains(item.toString());
        }
        if (container instanceof Map<?, ?> map) {
            return Dicts.contains(map, item);
        }
        if (container instanceof PySet set) {
            return set.contains(item);
        }
        if (container instanceof Collection<?> items) {
            return containsItem(items.iterator(), item);
        }
        if (container instanceof Bytes bytes) {
            return ByteText.contains(bytes, item);
        }
        if (container instanceof Range range) {
            return range.contains(item);
        }
        if (container instanceof DictView view && view.kind() == DictView.Kind.KEYS) {
            return Dicts.contains(view.map(), item);
        }
        return containsItem(Iteration.iterator(container), item);
    }

    private static boolean containsItem(Iterator<?> items, Object item) {
        while (items.hasNext()) {
            Object other = items.next();
            if (other == item || equal(other, item)) {
                return true;
            }
        }
        return false;
    }

    static boolean isText(Object value) {
        return value instanceof String || value instanceof SafeText;
    }
}
