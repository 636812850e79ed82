package org.hermescdc.core.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** The methods and attributes of numbers. */
final class NumberMethods {

    static final Table INTEGER = new Table()
            .add("bit_length", "", (n, a) -> (long) Numbers.big(n).abs().bitLength())
            .add("bit_count", "", (n, a) -> (long) Numbers.big(n).abs().bitCount())
            .add("conjugate", "", (n, a) -> Operators.plus(n))
            .add("as_integer_ratio", "", (n, a) -> PyTuple.of(Operators.plus(n), 1L))
            .add("to_bytes", "length=1, byteorder='big', signed=False", (n, a) -> toBytes(Numbers.big(n), a))
            .add("from_bytes", "bytes, byteorder='big', signed=False", (n, a) -> fromBytes(a));

    static final Table REAL = new Table()
            .add("is_integer", "", (n, a) -> (Double) n == Math.rint((Double) n) && !((Double) n).isInfinite())
            .add("conjugate", "", (n, a) -> n)
            .add("hex", "", (n, a) -> hex((Double) n))
            .add("as_integer_ratio", "", (n, a) -> ratio((Double) n));

    private NumberMethods() {}

    /** {@code real}, {@code imag}, {@code numerator} and {@code denominator}. */
    static Object field(Object number, String name) {
        boolean whole = Numbers.isInteger(number);
        return switch (name) {
            case "real" -> Operators.plus(number);
            case "imag" -> whole ? (Object) 0L : (Object) 0.0;
            case "numerator" -> whole ? Operators.plus(number) : TemplateObject.NONE;
            case "denominator" -> whole ? 1L : TemplateObject.NONE;
            default -> TemplateObject.NONE;
        };
    }

    private static boolean bigEndian(String order) {
        if (!order.equals("big") && !order.equals("little")) {
            throw Errors.value("byteorder must be either 'little' or 'big'");
        }
        return order.equals("big");
    }

    private static Bytes toBytes(BigInteger number, Args a) {
        int length = a.index(0);
        boolean big = bigEndian(a.text(1));
        boolean signed = a.flag(2);
        Limits.checkText(length);
        if (number.signum() < 0 && !signed) {
            throw Errors.arithmetic("can't convert negative int to unsigned");
        }
        if (number.bitLength() + (signed ? 1 : 0) > length * 8L) {
            throw Errors.arithmetic("int too big to convert");
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[big ? length - 1 - i : i] = number.shiftRight(8 * i).byteValue();
        }
        return Bytes.of(bytes);
    }

    private static Object fromBytes(Args a) {
        if (!(a.get(0) instanceof Bytes bytes)) {
            throw Errors.type("cannot convert '" + Types.name(a.get(0)) + "' object to bytes");
        }
        byte[] content = bytes.toArray();
        if (!bigEndian(a.text(1))) {
            for (int i = 0; i < content.length / 2; i++) {
                byte swapped = content[i];
                content[i] = content[content.length - 1 - i];
                content[content.length - 1 - i] = swapped;
            }
        }
        return Numbers.integer(a.flag(2) && content.length > 0 ? new BigInteger(content) : new BigInteger(1, content));
    }

    private static String hex(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return FloatText.repr(number);
        }
        String sign = number < 0 || 1 / number < 0 ? "-" : "";
        if (number == 0) {
            return sign + "0x0.0p+0";
        }
        long bits = Double.doubleToLongBits(number);
        int exponent = (int) (bits >> 52 & 0x7ff);
        String mantissa = String.format("%013x", bits & 0xfffffffffffffL);
        int power = exponent == 0 ? -1022 : exponent - 1023;
        return sign + "0x" + (exponent == 0 ? "0." : "1.") + mantissa + "p" + (power < 0 ? "" : "+") + power;
    }

    private static PyTuple ratio(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw Double.isNaN(number)
                    ? Errors.value("cannot convert NaN to integer ratio")
                    : Errors.arithmetic("cannot convert Infinity to integer ratio");
        }
        BigDecimal exact = new BigDecimal(number);
        BigInteger denominator = BigInteger.TEN.pow(Math.max(0, exact.scale()));
        BigInteger numerator = exact.multiply(new BigDecimal(denominator)).toBigIntegerExact();
        BigInteger common = numerator.gcd(denominator);
        return PyTuple.of(Numbers.integer(numerator.divide(common)), Numbers.integer(denominator.divide(common)));
    }
}
