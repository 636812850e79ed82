package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of a call: positional, named, {@code *rest} and {@code **options}; the last two may be null. */
record CallArguments(List<Expression> positional, Map<String, Expression> named, Expression rest, Expression options) {

    static final CallArguments NONE = new CallArguments(List.of(), Map.of(), null, null);

    List<Object> positionalValues(Scope scope) {
        if (positional.isEmpty() && rest == null) {
            return List.of();
        }
        List<Object> values = Expression.values(positional, scope);
        if (rest != null) {
            Iteration.iterator(rest.evaluate(scope)).forEachRemaining(values::add);
        }
        return values;
    }

    Map<String, Object> namedValues(Scope scope) {
        if (named.isEmpty() && options == null) {
            return Map.of();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        named.forEach((name, value) -> values.put(name, value.evaluate(scope)));
        if (options != null) {
            addOptions(values, options.evaluate(scope));
        }
        return values;
    }

    private static void addOptions(Map<String, Object> values, Object more) {
        if (more instanceof Undefined undefined) {
            throw Errors.undefined(undefined);
        }
        if (!(more instanceof Map<?, ?> map)) {
            throw Errors.type("what follows ** must be a dict, not '" + Types.name(more) + "'");
        }
        map.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw Errors.type("the names of arguments must be strings");
            }
            if (values.containsKey(text)) {
                throw Errors.type("the argument '" + text + "' is given twice");
            }
            values.put(text, value);
        });
    }

    List<Expression> all() {
        List<Expression> all = new ArrayList<>(positional);
        all.addAll(named.values());
        all.addAll(Expression.present(rest, options));
        return all;
    }
}
