package org.hermescdc.core.template;

import java.util.HashMap;
import java.util.Map;
import org.hermescdc.core.template.Signature.Args;

/**
 * A filter, test or method: its name, its parameters, and what it computes from the value before it.
 *
 * @param context whether it depends on more than its arguments, so that a call is never a constant
 */
record Function(String name, Signature signature, Body body, boolean context) {

    /** What a function computes. */
    @FunctionalInterface
    interface Body {
        Object apply(Object value, Args arguments);
    }

    /** Functions by name. */
    static final class Table {
        private final Map<String, Function> functions = new HashMap<>();

        /** Adds a function; {@code parameters} is in {@link Signature}'s notation. */
        Table add(String name, String parameters, Body body) {
            functions.put(name, new Function(name, Signature.of(parameters), body, false));
            return this;
        }

        /** Adds a function whose calls are never constants. */
        Table addContextual(String name, String parameters, Body body) {
            functions.put(name, new Function(name, Signature.of(parameters), body, true));
            return this;
        }

        Table alias(String alias, String name) {
            functions.put(alias, functions.get(name));
            return this;
        }

        Table addAll(Table other) {
            functions.putAll(other.functions);
            return this;
        }

        /** The function of that name, or null. */
        Function get(String name) {
            return functions.get(name);
        }
    }

    Object call(Object value, java.util.List<Object> positional, Map<String, Object> named) {
        return body.apply(value, signature.bind(name, positional, named));
    }
}
