package org.hermescdc.core.template;

import java.math.BigInteger;
import org.hermescdc.core.model.Values;

/** Integers of any size, floats and booleans as the numbers that Python takes them for. */
final class Numbers {

    /** Python refuses to turn longer integers into text, or longer texts into integers. */
    static final int MAX_DIGITS = 4300;

    private Numbers() {}

    static boolean isInteger(Object value) {
        return value instanceof Long || value instanceof Boolean || value instanceof BigInteger;
    }

    static boolean isNumber(Object value) {
        return value instanceof Double || isInteger(value);
    }

    static boolean isSmall(Object value) {
        return value instanceof Long || value instanceof Boolean;
    }

    /** The value of a {@link #isSmall small} integer. */
    static long small(Object value) {
        return value instanceof Boolean flag ? (flag ? 1 : 0) : (Long) value;
    }

    static BigInteger big(Object value) {
        return value instanceof BigInteger big ? big : BigInteger.valueOf(small(value));
    }

    static Object integer(BigInteger value) {
        return Values.integer(value);
    }

    /** The value of any number as a float. */
    static double real(Object value) {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof BigInteger big) {
            double number = big.doubleValue();
            if (Double.isInfinite(number)) {
                throw Errors.arithmetic("int too large to convert to float");
            }
            return number;
        }
        return small(value);
    }

    /** An argument that must be an integer, cut to the range of Java's int. */
    static int index(Object value) {
        if (!isInteger(value)) {
            throw Errors.type("'" + Types.name(value) + "' object cannot be interpreted as an integer");
        }
        BigInteger number = big(value);
        if (number.bitLength() > 31) {
            return number.signum() > 0 ? Integer.MAX_VALUE : -Integer.MAX_VALUE;
        }
        return number.intValue();
    }
}
