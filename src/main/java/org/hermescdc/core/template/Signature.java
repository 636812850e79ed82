package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a function, read from Python's notation: {@code "sep=None, maxsplit=-1"}. Those before a {@code /}
 * have no name for callers; {@code *rest} takes further positional arguments, {@code **options} further named ones; a
 * parameter {@code name?} may be absent, and then has no default.
 */
final class Signature {

    /** No parameters. */
    static final Signature NONE = of("");

    private static final Object ABSENT = new Object();
    private static final Object REQUIRED = new Object();

    private final List<String> names = new ArrayList<>();
    private final List<Object> defaults = new ArrayList<>();
    private int positionalOnly;
    private boolean rest;
    private boolean options;

    private Signature() {}

    static Signature of(String notation) {
        Signature signature = new Signature();
        for (String parameter : notation.isEmpty() ? new String[0] : notation.split(", (?=[a-z*/])")) {
            signature.add(parameter);
        }
        return signature;
    }

    private void add(String parameter) {
        if (parameter.equals("/")) {
            positionalOnly = names.size();
        } else if (parameter.startsWith("**")) {
            options = true;
        } else if (parameter.startsWith("*")) {
            rest = true;
        } else if (parameter.endsWith("?")) {
            names.add(parameter.substring(0, parameter.length() - 1));
            defaults.add(ABSENT);
        } else {
            int equals = parameter.indexOf('=');
            names.add(equals < 0 ? parameter : parameter.substring(0, equals));
            defaults.add(equals < 0 ? REQUIRED : PythonLiteral.read(parameter.substring(equals + 1)));
        }
    }

    /** Gives each parameter its argument; {@code function} is named in errors. */
    Args bind(String function, List<Object> positional, Map<String, Object> named) {
        Object[] values = defaults.toArray();
        int given = Math.min(positional.size(), values.length);
        if (positional.size() > values.length && !rest) {
            throw Errors.type(
                    function + "() takes at most " + values.length + " arguments (" + positional.size() + " given)");
        }
        for (int i = 0; i < given; i++) {
            values[i] = positional.get(i);
        }
        Map<String, Object> others = named.isEmpty() ? Map.of() : bindNamed(function, named, values, given);
        if (Arrays.asList(values).contains(REQUIRED)) {
            throw Errors.type(function + "() misses the argument '"
                    + names.get(Arrays.asList(values).indexOf(REQUIRED)) + "'");
        }
        return new Args(values, positional.subList(given, positional.size()), others);
    }

    private Map<String, Object> bindNamed(String function, Map<String, Object> named, Object[] values, int given) {
        Map<String, Object> others = new LinkedHashMap<>();
        named.forEach((name, value) -> {
            int position = names.indexOf(name);
            if (position >= positionalOnly && position >= given) {
                values[position] = value;
            } else if (options && position < positionalOnly) {
                others.put(name, value);
            } else {
                throw Errors.type(function + "() got an unexpected keyword argument '" + name + "'");
            }
        });
        return others;
    }

    /** The arguments of one call, by the position of their parameters. */
    record Args(Object[] values, List<Object> rest, Map<String, Object> options) {

        Object get(int position) {
            return values[position];
        }

        /** Whether the argument is there and not None. */
        boolean has(int position) {
            return values[position] != null && values[position] != ABSENT;
        }

        /** Whether the argument is there. */
        boolean given(int position) {
            return values[position] != ABSENT;
        }

        /** The argument, or null when it is absent. */
        Object orNull(int position) {
            return given(position) ? values[position] : null;
        }

        /** An argument that must be a string. */
        String text(int position) {
            Object value = values[position];
            if (value instanceof String text) {
                return text;
            }
            if (value instanceof SafeText) {
                return value.toString();
            }
            throw Errors.type("a string is expected, not '" + Types.name(value) + "'");
        }

        /** An argument that must be an integer. */
        int index(int position) {
            return Numbers.index(values[position]);
        }

        boolean flag(int position) {
            return Truth.of(values[position]);
        }
    }
}
