package org.hermescdc.core.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** Filters upon numbers, and those that make numbers. */
final class NumberFilters {

    private static final String[] SIZES = {"k", "M", "G", "T", "P", "E", "Z", "Y"};

    static final Table TABLE = new Table()
            .add("int", "default=0, base=10", NumberFilters::toInteger)
            .add("float", "default=0.0", NumberFilters::toReal)
            .add("abs", "", (v, a) -> absolute(v))
            .add("round", "precision=0, method='common'", NumberFilters::round)
            .add("filesizeformat", "binary=False", NumberFilters::fileSize);

    private NumberFilters() {}

    private static Object toInteger(Object value, Args a) {
        try {
            if (Comparison.isText(value)) {
                return NumberText.integer(value.toString(), a.index(1));
            }
            return NumberText.toInteger(value);
        } catch (TemplateException e) {
            rethrowUnless(e, "type", "value");
        }
        try {
            return NumberText.toInteger(NumberText.toReal(value));
        } catch (TemplateException e) {
            rethrowUnless(e, "type", "value", "arithmetic");
            return a.get(0);
        }
    }

    private static Object toReal(Object value, Args a) {
        try {
            return NumberText.toReal(value);
        } catch (TemplateException e) {
            rethrowUnless(e, "type", "value");
            return a.get(0);
        }
    }

    private static void rethrowUnless(TemplateException e, String... expected) {
        if (!java.util.List.of(expected).contains(e.category())) {
            throw e;
        }
    }

    private static Object absolute(Object value) {
        if (value instanceof Double number) {
            return Math.abs(number);
        }
        if (Numbers.isInteger(value)) {
            return Numbers.integer(Numbers.big(value).abs());
        }
        if (value instanceof TimeDelta delta) {
            return new TimeDelta(Math.abs(delta.microseconds()));
        }
        if (value instanceof Undefined undefined) {
            throw Errors.undefined(undefined);
        }
        throw Errors.type("bad operand type for abs(): '" + Types.name(value) + "'");
    }

    private static Object round(Object value, Args a) {
        Object method = a.get(1);
        if (!"common".equals(method) && !"ceil".equals(method) && !"floor".equals(method)) {
            throw Errors.argument("round: the method must be common, ceil or floor");
        }
        if (method.equals("common")) {
            return roundHalfEven(value, a.index(0));
        }
        Object factor = Operators.power(10L, a.get(0));
        Object scaled = Operators.multiply(value, factor);
        if (!Numbers.isNumber(scaled)) {
            throw Errors.type("must be real number, not " + Types.name(scaled));
        }
        return Operators.divide(toWhole(scaled, method.equals("ceil")), factor);
    }

    private static Object toWhole(Object number, boolean up) {
        if (!(number instanceof Double real)) {
            return number;
        }
        return NumberText.toInteger(up ? Math.ceil(real) : Math.floor(real));
    }

    private static Object roundHalfEven(Object value, int precision) {
        if (value instanceof Undefined undefined) {
            throw Errors.undefined(undefined);
        }
        if (value instanceof Double number) {
            if (number.isNaN() || number.isInfinite() || precision > 400) {
                return number;
            }
            double rounded = new BigDecimal(number)
                    .setScale(Math.max(precision, -400), RoundingMode.HALF_EVEN)
                    .doubleValue();
            return Math.copySign(rounded, number);
        }
        if (Numbers.isInteger(value)) {
            BigInteger number = Numbers.big(value);
            boolean whole = precision >= 0 || number.bitLength() < -3L * precision;
            return precision >= 0
                    ? Numbers.integer(number)
                    : whole && number.bitLength() < -3L * precision - 3
                            ? (Object) 0L
                            : Numbers.integer(new BigDecimal(number)
                                    .setScale(precision, RoundingMode.HALF_EVEN)
                                    .toBigInteger());
        }
        throw Errors.type("type " + Types.name(value) + " doesn't define __round__ method");
    }

    private static Object fileSize(Object value, Args a) {
        double bytes = (Double) NumberText.toReal(value);
        boolean binary = a.flag(0);
        double base = binary ? 1024 : 1000;
        if (bytes == 1) {
            return "1 Byte";
        }
        if (bytes < base) {
            return NumberText.toInteger(bytes) + " Bytes";
        }
        int size = 0;
        double unit = base * base;
        while (bytes >= unit && size < SIZES.length - 1) {
            unit *= base;
            size++;
        }
        String suffix = binary ? CodePoints.upper(SIZES[size]) + "iB" : SIZES[size] + "B";
        return FloatText.format(base * bytes / unit, 'f', 1, false) + " " + suffix;
    }
}
