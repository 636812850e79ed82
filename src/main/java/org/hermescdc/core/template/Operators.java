package org.hermescdc.core.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.hermescdc.core.model.Bytes;

/** Python's arithmetic operators. */
final class Operators {

    private static final MathContext DIVISION = new MathContext(60);

    private Operators() {}

    static Object add(Object a, Object b) {
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            if (a instanceof Double || b instanceof Double) {
                return Numbers.real(a) + Numbers.real(b);
            }
            return Numbers.integer(Numbers.big(a).add(Numbers.big(b)));
        }
        if (Comparison.isText(a) && Comparison.isText(b)) {
            return a instanceof SafeText || b instanceof SafeText
                    ? new SafeText(SafeText.escape(a).toString() + SafeText.escape(b))
                    : a + b.toString();
        }
        if (a instanceof List<?> x && b instanceof List<?> y && x instanceof PyTuple == y instanceof PyTuple) {
            Limits.checkItems((long) x.size() + y.size());
            List<Object> sum = new ArrayList<>(x);
            sum.addAll(y);
            return a instanceof PyTuple ? PyTuple.from(sum) : sum;
        }
        if (a instanceof Bytes x && b instanceof Bytes y) {
            return ByteText.concat(x, y);
        }
        Object date = Dates.add(a, b);
        if (date != null) {
            return date;
        }
        throw unsupported("+", a, b);
    }

    static Object subtract(Object a, Object b) {
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            if (a instanceof Double || b instanceof Double) {
                return Numbers.real(a) - Numbers.real(b);
            }
            return Numbers.integer(Numbers.big(a).subtract(Numbers.big(b)));
        }
        if (a instanceof PySet x && b instanceof PySet y) {
            return PySet.of(x.stream().filter(item -> !y.contains(item)).toList());
        }
        Object date = Dates.subtract(a, b);
        if (date != null) {
            return date;
        }
        throw unsupported("-", a, b);
    }

    static Object multiply(Object a, Object b) {
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            if (a instanceof Double || b instanceof Double) {
                return Numbers.real(a) * Numbers.real(b);
            }
            Limits.checkBits((long) Numbers.big(a).bitLength() + Numbers.big(b).bitLength());
            return Numbers.integer(Numbers.big(a).multiply(Numbers.big(b)));
        }
        if (Numbers.isInteger(b)) {
            return repeat(a, b);
        }
        if (Numbers.isInteger(a)) {
            return repeat(b, a);
        }
        throw unsupported("*", a, b);
    }

    private static Object repeat(Object value, Object times) {
        long count = Math.max(0, Numbers.index(times));
        if (value instanceof String text) {
            return CodePoints.repeat(text, count);
        }
        if (value instanceof SafeText text) {
            return new SafeText(CodePoints.repeat(text.toString(), count));
        }
        if (value instanceof List<?> items) {
            Limits.checkItems(items.size() * count);
            List<Object> repeated = new ArrayList<>();
            for (long i = 0; i < count && !items.isEmpty(); i++) {
                repeated.addAll(items);
            }
            return value instanceof PyTuple ? PyTuple.from(repeated) : repeated;
        }
        if (value instanceof Bytes bytes) {
            return ByteText.repeat(bytes, count);
        }
        if (value instanceof TimeDelta delta) {
            return new TimeDelta(delta.microseconds() * count);
        }
        throw unsupported("*", value, times);
    }

    static Object divide(Object a, Object b) {
        requireNumbers("/", a, b);
        requireNotZero(b, "division by zero");
        if (a instanceof Double || b instanceof Double || Numbers.isSmall(a) && Numbers.isSmall(b) && exact(a, b)) {
            return Numbers.real(a) / Numbers.real(b);
        }
        double quotient = new BigDecimal(Numbers.big(a))
                .divide(new BigDecimal(Numbers.big(b)), DIVISION)
                .doubleValue();
        if (Double.isInfinite(quotient)) {
            throw Errors.arithmetic("integer division result too large for a float");
        }
        return quotient;
    }

    private static boolean exact(Object a, Object b) {
        long limit = 1L << 53;
        return Math.abs(Numbers.small(a)) <= limit && Math.abs(Numbers.small(b)) <= limit;
    }

    static Object floorDivide(Object a, Object b) {
        requireNumbers("//", a, b);
        requireNotZero(b, "integer division or modulo by zero");
        if (a instanceof Double || b instanceof Double) {
            double x = Numbers.real(a);
            double y = Numbers.real(b);
            double quotient = Math.rint((x - realModulo(x, y)) / y);
            return quotient == 0 ? Math.copySign(0.0, x / y) : quotient;
        }
        BigInteger[] parts = Numbers.big(a).divideAndRemainder(Numbers.big(b));
        boolean down =
                parts[1].signum() != 0 && parts[1].signum() != Numbers.big(b).signum();
        return Numbers.integer(down ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }

    static Object modulo(Object a, Object b) {
        if (Comparison.isText(a)) {
            return PercentFormat.format(a, b);
        }
        requireNumbers("%", a, b);
        requireNotZero(b, "integer modulo by zero");
        if (a instanceof Double || b instanceof Double) {
            return realModulo(Numbers.real(a), Numbers.real(b));
        }
        BigInteger divisor = Numbers.big(b);
        BigInteger rest = Numbers.big(a).remainder(divisor);
        return Numbers.integer(rest.signum() != 0 && rest.signum() != divisor.signum() ? rest.add(divisor) : rest);
    }

    private static double realModulo(double x, double y) {
        double rest = x % y;
        if (rest == 0) {
            return Math.copySign(0.0, y);
        }
        return rest < 0 != y < 0 ? rest + y : rest;
    }

    static Object power(Object a, Object b) {
        requireNumbers("**", a, b);
        if (!(a instanceof Double) && !(b instanceof Double) && Numbers.big(b).signum() >= 0) {
            return integerPower(Numbers.big(a), Numbers.big(b));
        }
        double base = Numbers.real(a);
        double exponent = Numbers.real(b);
        if (base == 0 && exponent < 0) {
            throw Errors.arithmetic("0.0 cannot be raised to a negative power");
        }
        if (base < 0 && !Double.isInfinite(exponent) && exponent != Math.rint(exponent)) {
            throw Errors.type("a negative number raised to a fraction is a complex number, which is not supported");
        }
        double result = Math.pow(base, exponent);
        if (Double.isInfinite(result) && !Double.isInfinite(base) && !Double.isInfinite(exponent)) {
            throw Errors.arithmetic("numerical result out of range");
        }
        return result;
    }

    private static Object integerPower(BigInteger base, BigInteger exponent) {
        if (base.abs().bitLength() <= 1 && exponent.bitLength() > 31) {
            boolean negative = base.signum() < 0 && !exponent.testBit(0);
            return Numbers.integer(negative ? base.negate() : base);
        }
        long bits = exponent.bitLength() > 40 ? Long.MAX_VALUE : exponent.longValue() * base.bitLength();
        Limits.checkBits(bits);
        return Numbers.integer(base.pow(exponent.intValue()));
    }

    static Object negate(Object value) {
        if (value instanceof Double number) {
            return -number;
        }
        if (Numbers.isInteger(value)) {
            return Numbers.integer(Numbers.big(value).negate());
        }
        if (value instanceof TimeDelta delta) {
            return new TimeDelta(-delta.microseconds());
        }
        throw unsupportedUnary("-", value);
    }

    static Object plus(Object value) {
        if (value instanceof Double || value instanceof TimeDelta) {
            return value;
        }
        if (Numbers.isInteger(value)) {
            return Numbers.integer(Numbers.big(value));
        }
        throw unsupportedUnary("+", value);
    }

    private static void requireNumbers(String operator, Object a, Object b) {
        if (!Numbers.isNumber(a) || !Numbers.isNumber(b)) {
            throw unsupported(operator, a, b);
        }
    }

    private static void requireNotZero(Object divisor, String message) {
        if (!Truth.of(divisor)) {
            throw Errors.arithmetic(message);
        }
    }

    private static TemplateException unsupported(String operator, Object a, Object b) {
        Comparison.failIfAnyUndefined(a, b);
        return Errors.type(
                "unsupported operand types for " + operator + ": '" + Types.name(a) + "' and '" + Types.name(b) + "'");
    }

    private static TemplateException unsupportedUnary(String operator, Object value) {
        Comparison.failIfAnyUndefined(value, null);
        return Errors.type("bad operand type for unary " + operator + ": '" + Types.name(value) + "'");
    }
}
