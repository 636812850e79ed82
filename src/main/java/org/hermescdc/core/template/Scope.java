package org.hermescdc.core.template;

import java.util.HashMap;
import java.util.Map;

/** The variables that a part of a template sees: its own, those around it, the context, and the global functions. */
final class Scope {

    /** Thrown when an expression turns out to be no constant. */
    static final class NotConstant extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final NotConstant INSTANCE = new NotConstant();

        private NotConstant() {
            super("no constant", null, false, false);
        }
    }

    /** For evaluating constants: any variable or call is an error. */
    static final Scope CONSTANTS = new Scope(null, null);

    private final Scope outer;
    private final Rendering rendering;
    private Map<String, Object> variables;

    private Scope(Scope outer, Rendering rendering) {
        this.outer = outer;
        this.rendering = rendering;
    }

    /** The outermost scope of a rendering. */
    static Scope of(Rendering rendering) {
        return new Scope(null, rendering);
    }

    /** A scope inside this one: what is set there is not seen here. */
    Scope inner() {
        return new Scope(this, rendering);
    }

    Scope outermost() {
        Scope scope = this;
        while (scope.outer != null) {
            scope = scope.outer;
        }
        return scope;
    }

    Rendering rendering() {
        return rendering;
    }

    /** The value of a variable, or a strict {@link Undefined}. */
    Object lookup(String name) {
        leaveConstants();
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.variables != null && scope.variables.containsKey(name)) {
                return scope.variables.get(name);
            }
        }
        return rendering.lookup(name);
    }

    void set(String name, Object value) {
        if (variables == null) {
            variables = new HashMap<>();
        }
        variables.put(name, value);
    }

    /** Tells that the expression depends on more than constants. */
    void leaveConstants() {
        if (rendering == null) {
            throw NotConstant.INSTANCE;
        }
    }
}
