package org.hermescdc.core.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The text of floats as Python writes them. */
final class FloatText {

    private FloatText() {}

    /** The shortest digits that read back as the same number: {@code 100.0}, {@code 1e+16}, {@code 1.5e-10}. */
    static String repr(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(Math.abs(number));
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - shortest.scale() - 1;
        return (number < 0 ? "-" : "") + layout(stripZeros(digits), exponent);
    }

    /** The decimal number with the fewest digits that is read as {@code number}, which is positive and finite. */
    static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int precision = 1; precision < 17; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == number) {
                return rounded;
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
    }

    private static String stripZeros(String digits) {
        int end = digits.length();
        while (end > 1 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }

    private static String layout(String digits, int exponent) {
        if (exponent < -4 || exponent >= 16) {
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            return mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                    + Math.abs(exponent);
        }
        if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        }
        if (digits.length() <= exponent + 1) {
            return digits + "0".repeat(exponent + 1 - digits.length()) + ".0";
        }
        return digits.substring(0, exponent + 1) + "." + digits.substring(exponent + 1);
    }

    /** {@code number} in the presentation {@code f}, {@code e} or {@code g} (or upper case), without sign handling. */
    static String format(double number, char type, int precision, boolean alternate) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            String text = Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
            return Character.isUpperCase(type) ? CodePoints.upper(text) : text;
        }
        Limits.checkText(precision);
        String sign = number < 0 || 1 / number < 0 ? "-" : "";
        BigDecimal exact = new BigDecimal(Math.abs(number));
        String text =
                switch (Character.toLowerCase(type)) {
                    case 'f' -> fixed(exact, precision, alternate);
                    case 'e' -> scientific(exact, precision, alternate);
                    default -> general(exact, Math.max(precision, 1), alternate);
                };
        return sign + (Character.isUpperCase(type) ? CodePoints.upper(text) : text);
    }

    private static String fixed(BigDecimal number, int precision, boolean alternate) {
        String text = number.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
        return alternate && precision == 0 ? text + "." : text;
    }

    private static String scientific(BigDecimal number, int precision, boolean alternate) {
        BigDecimal rounded = number.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        String digits = rounded.signum() == 0 ? "0" : rounded.unscaledValue().toString();
        int exponent = rounded.signum() == 0 ? 0 : digits.length() - rounded.scale() - 1;
        digits = (digits + "0".repeat(Math.max(0, precision + 1 - digits.length()))).substring(0, precision + 1);
        String mantissa = digits.charAt(0) + (precision > 0 || alternate ? "." : "") + digits.substring(1);
        return mantissa + exponent(exponent);
    }

    private static String exponent(int exponent) {
        return (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static String general(BigDecimal number, int precision, boolean alternate) {
        if (number.signum() == 0) {
            return alternate ? fixed(number, precision - 1, true) : "0";
        }
        BigDecimal rounded = number.round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= precision) {
            String text = scientific(number, precision - 1, alternate);
            int e = text.indexOf('e');
            return (alternate ? text.substring(0, e) : trim(text.substring(0, e))) + text.substring(e);
        }
        String text = fixed(number, Math.max(0, precision - 1 - exponent), alternate);
        return alternate ? text : trim(text);
    }

    private static String trim(String text) {
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
