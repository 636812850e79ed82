package org.hermescdc.core.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hermescdc.core.model.Bytes;

/** Python's {@code int()} and {@code float()}: numbers from texts and other values. */
final class NumberText {

    private static final Pattern INTEGER = Pattern.compile("([-+]?)(0[xXoObB])?([0-9a-zA-Z_]++)");
    private static final Pattern REAL =
            Pattern.compile("[-+]?(?:(?:\\d[\\d_]*+)?\\.\\d[\\d_]*+|\\d[\\d_]*+\\.?)(?:[eE][-+]?\\d[\\d_]*+)?");
    private static final Pattern MISPLACED_UNDERSCORE = Pattern.compile("__|_(?![0-9a-zA-Z])|[.]_");
    private static final Pattern SPECIAL = Pattern.compile("([-+]?)(?:(inf|infinity)|nan)", Pattern.CASE_INSENSITIVE);

    private NumberText() {}

    /** Reads an integer; base 0 takes it from the prefix. */
    static Object integer(String text, int base) {
        if (base != 0 && (base < 2 || base > 36)) {
            throw Errors.value("int() base must be >= 2 and <= 36, or 0");
        }
        Matcher match = INTEGER.matcher(plainDigits(text));
        if (!match.matches() || MISPLACED_UNDERSCORE.matcher(text).find()) {
            throw invalid("int");
        }
        String prefix = match.group(2) == null ? "" : match.group(2).toLowerCase(java.util.Locale.ROOT);
        int prefixBase = prefix.endsWith("x") ? 16 : prefix.endsWith("o") ? 8 : prefix.endsWith("b") ? 2 : 0;
        String digits = match.group(3);
        int radix = base == 0 ? (prefixBase == 0 ? 10 : prefixBase) : base;
        if (prefixBase != radix) {
            digits = prefix + digits;
        }
        if (prefix.isEmpty() && digits.startsWith("_")) {
            throw invalid("int");
        }
        digits = digits.replace("_", "");
        boolean leadingZero = base == 0
                && prefixBase == 0
                && digits.startsWith("0")
                && digits.chars().anyMatch(c -> c != '0');
        boolean powerOfTwo = (radix & radix - 1) == 0;
        if (leadingZero || !powerOfTwo && digits.length() > Numbers.MAX_DIGITS) {
            throw invalid("int");
        }
        try {
            return Numbers.integer(new BigInteger(match.group(1) + digits, radix));
        } catch (NumberFormatException e) {
            throw invalid("int");
        }
    }

    /** Cuts a number to an integer, or reads one from bytes. */
    static Object toInteger(Object value) {
        if (Numbers.isInteger(value)) {
            return Numbers.integer(Numbers.big(value));
        }
        if (value instanceof Double number) {
            if (number.isNaN()) {
                throw Errors.value("cannot convert float NaN to integer");
            }
            if (number.isInfinite()) {
                throw Errors.arithmetic("cannot convert float infinity to integer");
            }
            return Numbers.integer(new BigDecimal(number).toBigInteger());
        }
        if (value instanceof Bytes bytes) {
            return integer(ByteText.text(bytes), 10);
        }
        throw unsupported("int", value);
    }

    /** A number as a float, or the one that a text holds. */
    static Object toReal(Object value) {
        if (Numbers.isNumber(value)) {
            return Numbers.real(value);
        }
        if (Comparison.isText(value)) {
            return real(value.toString());
        }
        if (value instanceof Bytes bytes) {
            return real(ByteText.text(bytes));
        }
        throw unsupported("float", value);
    }

    private static double real(String text) {
        String digits = plainDigits(text);
        Matcher special = SPECIAL.matcher(digits);
        if (special.matches()) {
            double number = special.group(2) == null ? Double.NaN : Double.POSITIVE_INFINITY;
            return special.group(1).equals("-") ? -number : number;
        }
        if (!REAL.matcher(digits).matches()
                || MISPLACED_UNDERSCORE.matcher(digits).find()) {
            throw invalid("float");
        }
        return Double.parseDouble(digits.replace("_", ""));
    }

    /** Without whitespace around it, and with the digits of all scripts as ASCII ones. */
    private static String plainDigits(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        CodePoints.strip(text, true, true, CodePoints::isSpace).codePoints().forEach(c -> {
            boolean foreign = c >= 0x80 && Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER;
            plain.appendCodePoint(foreign ? '0' + Character.digit(c, 10) : c);
        });
        return plain.toString();
    }

    private static TemplateException invalid(String type) {
        return Errors.value("the text is no valid literal for " + type + "()");
    }

    private static TemplateException unsupported(String type, Object value) {
        return value instanceof Undefined undefined
                ? Errors.undefined(undefined)
                : Errors.type(type + "() takes a string or a number, not '" + Types.name(value) + "'");
    }
}
