package org.hermescdc.core.template;

import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.template.Function.Table;

/** What can follow {@code is}. */
final class Tests {

    static final Table TABLE = new Table()
            .add("defined", "", (v, a) -> !(v instanceof Undefined))
            .add("undefined", "", (v, a) -> v instanceof Undefined)
            .add("none", "", (v, a) -> v == null)
            .add("boolean", "", (v, a) -> v instanceof Boolean)
            .add("true", "", (v, a) -> Boolean.TRUE.equals(v))
            .add("false", "", (v, a) -> Boolean.FALSE.equals(v))
            .add("integer", "", (v, a) -> Numbers.isInteger(v) && !(v instanceof Boolean))
            .add("float", "", (v, a) -> v instanceof Double)
            .add("number", "", (v, a) -> Numbers.isNumber(v))
            .add("string", "", (v, a) -> Comparison.isText(v))
            .add("mapping", "", (v, a) -> v instanceof Map)
            .add("iterable", "", (v, a) -> isIterable(v))
            .add("sequence", "", (v, a) -> isSequence(v))
            .add("callable", "", (v, a) -> v instanceof Callable || v instanceof Undefined)
            .add("escaped", "", (v, a) -> v instanceof SafeText)
            .add("odd", "", (v, a) -> Comparison.equal(Operators.modulo(v, 2L), 1L))
            .add("even", "", (v, a) -> Comparison.equal(Operators.modulo(v, 2L), 0L))
            .add("divisibleby", "num", (v, a) -> Comparison.equal(Operators.modulo(v, a.get(0)), 0L))
            .add("lower", "", (v, a) -> StringKinds.isLower(PythonText.str(v)))
            .add("upper", "", (v, a) -> StringKinds.isUpper(PythonText.str(v)))
            .add("sameas", "other", (v, a) -> Comparison.identical(v, a.get(0)))
            .add("in", "seq", (v, a) -> Comparison.contains(a.get(0), v))
            .add("eq", "other, /", (v, a) -> Comparison.equal(v, a.get(0)))
            .alias("==", "eq")
            .alias("equalto", "eq")
            .add("ne", "other, /", (v, a) -> !Comparison.equal(v, a.get(0)))
            .alias("!=", "ne")
            .add("lt", "other, /", (v, a) -> Comparison.ordered(v, a.get(0), "<"))
            .alias("<", "lt")
            .alias("lessthan", "lt")
            .add("le", "other, /", (v, a) -> Comparison.ordered(v, a.get(0), "<="))
            .alias("<=", "le")
            .add("gt", "other, /", (v, a) -> Comparison.ordered(v, a.get(0), ">"))
            .alias(">", "gt")
            .alias("greaterthan", "gt")
            .add("ge", "other, /", (v, a) -> Comparison.ordered(v, a.get(0), ">="))
            .alias(">=", "ge");

    private Tests() {}

    private static boolean isIterable(Object value) {
        try {
            Iteration.iterator(value);
            return true;
        } catch (TemplateException e) {
            if (value instanceof Undefined) {
                throw e;
            }
            return false;
        }
    }

    private static boolean isSequence(Object value) {
        return Comparison.isText(value)
                || value instanceof List
                || value instanceof Map
                || value instanceof Bytes
                || value instanceof Range
                || value instanceof Undefined undefined && !undefined.strict();
    }
}
