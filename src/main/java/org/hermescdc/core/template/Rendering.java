package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One rendering: its context, and what it has used of its limits. */
final class Rendering {

    private final Map<String, ?> context;
    private final Limits limits;
    private final Map<String, Object> copies;
    private int loops;

    /** @param changes whether the template may change lists and dicts; it then works on copies of those of the context */
    Rendering(Map<String, ?> context, Limits limits, boolean changes) {
        this.context = context;
        this.limits = limits;
        this.copies = changes ? new HashMap<>() : null;
    }

    Object lookup(String name) {
        Object value = context.get(name);
        if (value != null || context.containsKey(name)) {
            return copies == null ? value : copies.computeIfAbsent(name, n -> copy(value));
        }
        Object global = Globals.get(name);
        return global != null ? global : new Undefined("'" + name + "' is undefined", true);
    }

    /** Counts one iteration of a loop. */
    void countLoop() {
        if (++loops > limits.maxLoops()) {
            throw Errors.limit("more than " + limits.maxLoops() + " iterations of loops");
        }
    }

    int maxOutput() {
        return limits.maxOutput();
    }

    private static Object copy(Object value) {
        if (value instanceof PyTuple) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            PyDict copy = new PyDict();
            map.forEach((key, item) -> copy.put(key, copy(item)));
            return copy;
        }
        if (value instanceof PySet set) {
            return PySet.of(set);
        }
        if (value instanceof Collection<?> items) {
            List<Object> copy = new ArrayList<>(items.size());
            items.forEach(item -> copy.add(copy(item)));
            return copy;
        }
        return value;
    }
}
