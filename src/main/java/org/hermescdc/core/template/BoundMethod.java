package org.hermescdc.core.template;

import java.util.List;
import java.util.Map;

/** A method of a value: {@code name.upper}. */
record BoundMethod(Object value, Function method) implements Callable {

    @Override
    public Object call(List<Object> positional, Map<String, Object> named) {
        return method.call(value, positional, named);
    }

    @Override
    public String typeName() {
        return "builtin_function_or_method";
    }

    @Override
    public String text() {
        return "<built-in method " + method.name() + " of " + Types.name(value) + " object>";
    }
}
