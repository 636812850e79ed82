package org.hermescdc.core.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code '%05d' % n}: Python's printf-like formatting. */
final class PercentFormat {

    private static final Pattern FIELD =
            Pattern.compile("%(?:\\(([^()]*)\\))?([-#0 +]*)(\\*|\\d*)(?:\\.(\\*|\\d*))?[hlL]?(.)?", Pattern.DOTALL);

    private final Object values;
    private final List<?> sequence;
    private final boolean html;
    private int used;

    private PercentFormat(Object values, boolean html) {
        this.values = values;
        this.sequence = values instanceof PyTuple tuple ? tuple : java.util.Collections.singletonList(values);
        this.html = html;
    }

    /** @param values a tuple of values, a dict, or the only value; HTML text escapes them */
    static Object format(Object text, Object values) {
        boolean html = text instanceof SafeText;
        String result = new PercentFormat(values, html).format(text.toString());
        return html ? new SafeText(result) : result;
    }

    private String format(String text) {
        Matcher field = FIELD.matcher(text);
        StringBuilder result = new StringBuilder(text.length());
        int from = 0;
        boolean byName = false;
        while (field.find(from)) {
            result.append(text, from, field.start());
            byName |= field.group(1) != null;
            result.append(replacement(field));
            Limits.checkText(result.length());
            from = field.end();
        }
        boolean allUsed = byName || used >= sequence.size() || values instanceof Map || isSubscriptable(values);
        if (!allUsed) {
            throw Errors.type("not all arguments converted during string formatting");
        }
        return result.append(text.substring(from)).toString();
    }

    /** A list as the only value counts as a mapping for Python, and need not be used. */
    private static boolean isSubscriptable(Object values) {
        return values instanceof List && !(values instanceof PyTuple);
    }

    private String replacement(Matcher field) {
        String flags = field.group(2);
        int width = size(field.group(3), 0);
        boolean left = flags.contains("-") || width < 0;
        int precision = field.group(4) == null ? -1 : Math.max(0, size(field.group(4), 0));
        if (field.group(5) == null) {
            throw Errors.value("incomplete format");
        }
        char type = field.group(5).charAt(0);
        if (type == '%') {
            return "%";
        }
        if ("diouxXeEfFgGcrsa".indexOf(type) < 0) {
            throw Errors.value("unsupported format character '" + type + "'");
        }
        Object value = field.group(1) == null ? next() : named(field.group(1));
        return pad(text(value, type, flags, precision), Math.abs(width), left, flags.contains("0") && isNumeric(type));
    }

    private int size(String size, int otherwise) {
        if (size.equals("*")) {
            Object value = next();
            if (!Numbers.isInteger(value)) {
                throw Errors.type("* wants int");
            }
            return Numbers.index(value);
        }
        if (size.length() > 8) {
            throw Errors.limit("a format of more than eight digits");
        }
        return size.isEmpty() ? otherwise : Integer.parseInt(size);
    }

    private Object next() {
        if (used >= sequence.size()) {
            throw Errors.type("not enough arguments for format string");
        }
        return sequence.get(used++);
    }

    private Object named(String name) {
        if (!(values instanceof Map<?, ?> map)) {
            throw Errors.type("format requires a mapping");
        }
        if (!Dicts.contains(map, name)) {
            throw Errors.lookup("the format string names '" + name + "', which is not given");
        }
        return Dicts.get(map, name);
    }

    private String text(Object value, char type, String flags, int precision) {
        return switch (type) {
            case 's' -> cut(html ? SafeText.escape(value).toString() : PythonText.str(value), precision);
            case 'r' -> cut(escaped(PythonText.repr(value)), precision);
            case 'a' -> cut(escaped(PythonText.ascii(value)), precision);
            case 'c' -> character(value);
            case 'd', 'i', 'u', 'o', 'x', 'X' -> integer(value, type, flags, precision);
            default -> real(value, type, flags, precision < 0 ? 6 : precision);
        };
    }

    private String escaped(String text) {
        return html ? SafeText.escapeText(text) : text;
    }

    private static String cut(String text, int precision) {
        return precision >= 0 && CodePoints.length(text) > precision ? CodePoints.slice(text, 0, precision) : text;
    }

    private static String character(Object value) {
        if (Numbers.isInteger(value)) {
            int c = Numbers.index(value);
            if (!Character.isValidCodePoint(c)) {
                throw Errors.arithmetic("%c arg not in range(0x110000)");
            }
            return Character.toString(c);
        }
        if (Comparison.isText(value) && CodePoints.length(value.toString()) == 1) {
            return value.toString();
        }
        throw Errors.type("%c requires int or char");
    }

    private static String integer(Object value, char type, String flags, int precision) {
        BigInteger number = whole(value, type);
        int radix = type == 'o' ? 8 : Character.toLowerCase(type) == 'x' ? 16 : 10;
        String digits = number.abs().toString(radix);
        digits = CodePoints.repeat("0", precision - digits.length()) + digits;
        String prefix = flags.contains("#") && radix != 10 ? "0" + type : "";
        String text = sign(number.signum() < 0, flags) + prefix + digits;
        return type == 'X' ? CodePoints.upper(text) : text;
    }

    private static BigInteger whole(Object value, char type) {
        boolean decimal = "diu".indexOf(type) >= 0;
        if (value instanceof Double number && decimal) {
            if (number.isNaN() || number.isInfinite()) {
                throw number.isNaN()
                        ? Errors.value("cannot convert float NaN to integer")
                        : Errors.arithmetic("cannot convert float infinity to integer");
            }
            return new BigDecimal(number).toBigInteger();
        }
        if (!Numbers.isInteger(value)) {
            throw Errors.type("%" + type + " format: a number is required, not " + Types.name(value));
        }
        return Numbers.big(value);
    }

    private static String real(Object value, char type, String flags, int precision) {
        if (value instanceof Undefined undefined) {
            throw Errors.undefined(undefined);
        }
        if (!Numbers.isNumber(value)) {
            throw Errors.type("must be real number, not " + Types.name(value));
        }
        double number = Numbers.real(value);
        boolean negative = number < 0 || number == 0 && 1 / number < 0;
        return sign(negative, flags) + FloatText.format(Math.abs(number), type, precision, flags.contains("#"));
    }

    private static String sign(boolean negative, String flags) {
        return negative ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
    }

    private static boolean isNumeric(char type) {
        return "srac".indexOf(type) < 0;
    }

    private static String pad(String text, int width, boolean left, boolean zeros) {
        int missing = width - CodePoints.length(text);
        if (missing <= 0) {
            return text;
        }
        if (left) {
            return text + CodePoints.repeat(" ", missing);
        }
        if (!zeros) {
            return CodePoints.repeat(" ", missing) + text;
        }
        int start = text.startsWith("-") || text.startsWith("+") || text.startsWith(" ") ? 1 : 0;
        start += text.regionMatches(true, start, "0x", 0, 2) || text.regionMatches(true, start, "0o", 0, 2) ? 2 : 0;
        return text.substring(0, start) + CodePoints.repeat("0", missing) + text.substring(start);
    }
}
