package org.hermescdc.core.template;

import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands behind the colon in {@code '{:>8.2f}'.format(x)}.
 *
 * @param align {@code <}, {@code >}, {@code ^}, {@code =}, or null
 * @param sign {@code +}, {@code -}, blank, or null
 * @param grouping {@code ,} or {@code _} between thousands, or null
 * @param precision -1 if none
 * @param type the letter of the presentation, 0 if none
 */
record FormatSpec(
        String fill,
        String align,
        String sign,
        boolean alternate,
        int width,
        String grouping,
        int precision,
        char type) {

    private static final Pattern SPEC = Pattern.compile(
            "(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\\d+)?([,_])?(?:\\.(\\d+))?([a-zA-Z%])?", Pattern.DOTALL);

    static String format(Object value, String spec) {
        if (value instanceof Temporal temporal && !spec.isEmpty()) {
            return Strftime.format(temporal, spec);
        }
        if (spec.isEmpty()) {
            return PythonText.str(value);
        }
        FormatSpec parsed = parse(spec);
        if (Comparison.isText(value)) {
            return parsed.text(value.toString());
        }
        if (Numbers.isInteger(value)) {
            return parsed.integer(Numbers.big(value));
        }
        if (value instanceof Double number) {
            return parsed.real(number);
        }
        throw Errors.type("unsupported format string passed to " + Types.name(value) + ".__format__");
    }

    private static FormatSpec parse(String spec) {
        Matcher m = SPEC.matcher(spec);
        if (!m.matches()) {
            throw Errors.value("invalid format specifier");
        }
        boolean zero = m.group(6) != null;
        String align = m.group(2) == null && zero ? "=" : m.group(2);
        String fill = m.group(1) != null ? m.group(1) : zero ? "0" : " ";
        return new FormatSpec(
                fill,
                align,
                m.group(3),
                m.group(5) != null,
                number(m.group(7), 0),
                m.group(8),
                number(m.group(9), -1),
                m.group(10) == null ? 0 : m.group(10).charAt(0));
    }

    private static int number(String digits, int otherwise) {
        if (digits == null) {
            return otherwise;
        }
        if (digits.length() > 8) {
            throw Errors.limit("a format of more than eight digits");
        }
        return Integer.parseInt(digits);
    }

    private String text(String text) {
        if (type != 0 && type != 's') {
            throw Errors.value("unknown format code '" + type + "' for object of type 'str'");
        }
        if (sign != null || grouping != null || "=".equals(align) && !fill.equals("0")) {
            throw Errors.value("sign, grouping and '=' are not allowed in the format of a string");
        }
        boolean cut = precision >= 0 && CodePoints.length(text) > precision;
        FormatSpec spec =
                "=".equals(align) ? new FormatSpec(fill, "<", null, false, width, null, precision, type) : this;
        return spec.pad(cut ? CodePoints.slice(text, 0, precision) : text, "<");
    }

    private String integer(BigInteger number) {
        if ("eEfFgG%".indexOf(type) >= 0 && type != 0) {
            return real(Numbers.real(Numbers.integer(number)));
        }
        if (precision >= 0) {
            throw Errors.value("precision is not allowed in the format of an integer");
        }
        if (type == 'c') {
            return pad(Character.toString(number.intValueExact()), "<");
        }
        int radix =
                switch (type) {
                    case 'b' -> 2;
                    case 'o' -> 8;
                    case 'x', 'X' -> 16;
                    case 0, 'd', 'n' -> 10;
                    default -> throw Errors.value("unknown format code '" + type + "' for object of type 'int'");
                };
        String digits = number.abs().toString(radix);
        digits = type == 'X' ? CodePoints.upper(digits) : digits;
        return signed(number.signum() < 0, alternate && radix != 10 ? "0" + type : "", digits, radix == 10 ? 3 : 4);
    }

    private String real(double number) {
        boolean negative = number < 0 || number == 0 && 1 / number < 0;
        return signed(negative, "", unsigned(Math.abs(number)), 3);
    }

    private String unsigned(double number) {
        int places = precision < 0 ? 6 : precision;
        return switch (type) {
            case 'e', 'E', 'f', 'F', 'g', 'G' -> FloatText.format(number, type, places, alternate);
            case 'n' -> FloatText.format(number, 'g', places, alternate);
            case '%' -> FloatText.format(number * 100, 'f', places, alternate) + "%";
            case 0 -> precision < 0 ? FloatText.repr(number) : general(number);
            default -> throw Errors.value("unknown format code '" + type + "' for object of type 'float'");
        };
    }

    /** Like {@code g}, but with at least one digit behind the point. */
    private String general(double number) {
        String text = FloatText.format(number, 'g', precision, alternate);
        boolean whole = text.chars().allMatch(Character::isDigit);
        if (whole && text.length() >= precision && precision > 0 && number != 0) {
            return FloatText.format(number, 'e', precision - 1, alternate).replaceAll("\\.?0+e", "e");
        }
        return whole ? text + ".0" : text;
    }

    private String signed(boolean negative, String prefix, String digits, int group) {
        String start = (negative ? "-" : sign == null || sign.equals("-") ? "" : sign) + prefix;
        String body = grouping == null ? digits : grouped(digits, group);
        if ("=".equals(align)) {
            int missing = width - start.length() - body.length();
            if (grouping != null && fill.equals("0") && missing > 0) {
                return start + zeroGrouped(digits, group, width - start.length());
            }
            return start + CodePoints.repeat(fill, missing) + body;
        }
        return pad(start + body, ">");
    }

    private String zeroGrouped(String digits, int group, int room) {
        String padded = digits;
        while (grouped(padded, group).length() < room) {
            padded = "0" + padded;
            Limits.checkText(room);
        }
        return grouped(padded, group);
    }

    private String grouped(String digits, int group) {
        int end = 0;
        while (end < digits.length()
                && Character.digit(digits.charAt(end), 16) >= 0
                && digits.charAt(end) != '.'
                && (group == 4 || Character.isDigit(digits.charAt(end)))) {
            end++;
        }
        StringBuilder grouped = new StringBuilder(digits);
        for (int i = end - group; i > 0; i -= group) {
            grouped.insert(i, grouping);
        }
        return grouped.toString();
    }

    private String pad(String text, String defaultAlign) {
        int missing = width - CodePoints.length(text);
        if (missing <= 0) {
            return text;
        }
        return switch (align == null ? defaultAlign : align) {
            case "<" -> text + CodePoints.repeat(fill, missing);
            case "^" -> CodePoints.repeat(fill, missing / 2) + text + CodePoints.repeat(fill, missing - missing / 2);
            default -> CodePoints.repeat(fill, missing) + text;
        };
    }
}
