package org.hermescdc.config;

import java.util.List;
import java.util.Optional;
import org.hermescdc.spi.Setting;

/** Checks single values. A value that came from a reference is read anew where a number or a bool is wanted. */
final class ScalarChecker {

    private final Problems problems;

    ScalarChecker(Problems problems) {
        this.problems = problems;
    }

    Optional<Object> value(Setting.Type type, ConfigNode node, KeyPath path, boolean secret) {
        Optional<Object> accepted =
                node instanceof ConfigNode.Scalar scalar ? accepted(type, scalar) : Optional.empty();
        if (accepted.isEmpty()) {
            String hint = type instanceof Setting.Type.Choice choice ? hint(choice.allowed(), node) : "";
            problems.add(
                    node.mark(), path, "found " + Found.of(node, secret) + "; allowed: " + Allowed.by(type) + hint);
        }
        return accepted;
    }

    private static String hint(List<String> allowed, ConfigNode node) {
        return node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof String word
                ? Nearest.hint(word, allowed)
                : "";
    }

    private static Optional<Object> accepted(Setting.Type type, ConfigNode.Scalar scalar) {
        if (type instanceof Setting.Type.Text text) {
            return text(scalar)
                    .filter(t ->
                            text.pattern() == null || text.pattern().matcher(t).matches())
                    .map(t -> t);
        }
        if (type instanceof Setting.Type.Choice choice) {
            return text(scalar).filter(choice.allowed()::contains).map(t -> t);
        }
        Object value = scalar.referring() ? reread(scalar.value().toString()) : scalar.value();
        if (type instanceof Setting.Type.Flag) {
            return Optional.ofNullable(value).filter(Boolean.class::isInstance);
        }
        if (type instanceof Setting.Type.Real real) {
            return number(value).filter(n -> n >= real.min() && n <= real.max()).map(n -> n);
        }
        if (type instanceof Setting.Type.Whole whole) {
            return whole(value, whole.min(), whole.max());
        }
        return whole(value, 0, ((Setting.Type.Octal) type).max());
    }

    private static Object reread(String text) {
        try {
            return YamlScalars.valueOf(text);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static Optional<String> text(ConfigNode.Scalar scalar) {
        return scalar.value() instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Object> whole(Object value, long min, long max) {
        return value instanceof Long number && number >= min && number <= max ? Optional.of(number) : Optional.empty();
    }

    private static Optional<Double> number(Object value) {
        return value instanceof Long || value instanceof Double
                ? Optional.of(((Number) value).doubleValue())
                : Optional.empty();
    }
}
