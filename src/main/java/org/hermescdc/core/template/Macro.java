package org.hermescdc.core.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A macro, or the block that a {@code call} hands to one. */
record Macro(String name, Parameters parameters, Node body, Scope definition) implements Callable {

    @Override
    public Object call(List<Object> positional, Map<String, Object> named) {
        Scope scope = definition.inner();
        definition.rendering().countLoop();
        Map<String, Object> rest = new LinkedHashMap<>(named);
        List<String> names = parameters.names();
        for (int i = 0; i < names.size(); i++) {
            scope.set(names.get(i), argument(i, positional, rest, scope));
        }
        Object caller = rest.remove("caller");
        if (parameters.used().contains("caller")) {
            scope.set("caller", caller == null ? new Undefined("no caller is defined", true) : caller);
        }
        setRest(scope, positional, rest);
        Output out = new Output(scope.rendering().maxOutput());
        body.render(scope, out);
        return out.nativeResult();
    }

    private Object argument(int index, List<Object> positional, Map<String, Object> named, Scope scope) {
        String parameter = parameters.names().get(index);
        if (index < positional.size()) {
            return positional.get(index);
        }
        if (named.containsKey(parameter)) {
            return named.remove(parameter);
        }
        Expression value = parameters.defaultOf(index);
        return value == null
                ? new Undefined("the parameter '" + parameter + "' of the macro '" + name + "' is not given", true)
                : value.evaluate(scope);
    }

    private void setRest(Scope scope, List<Object> positional, Map<String, Object> rest) {
        int count = parameters.names().size();
        if (parameters.used().contains("kwargs")) {
            scope.set("kwargs", PyDict.of(rest));
        } else if (!rest.isEmpty()) {
            throw Errors.type("the macro '" + name + "' takes no argument '"
                    + rest.keySet().iterator().next() + "'");
        }
        if (parameters.used().contains("varargs")) {
            scope.set(
                    "varargs",
                    PyTuple.from(
                            List.copyOf(positional.subList(Math.min(count, positional.size()), positional.size()))));
        } else if (positional.size() > count) {
            throw Errors.type("the macro '" + name + "' takes not more than " + count + " arguments");
        }
    }

    @Override
    public String typeName() {
        return "Macro";
    }

    @Override
    public Object attribute(String attribute) {
        return switch (attribute) {
            case "name" -> name;
            case "arguments" -> PyTuple.from(List.copyOf(parameters.names()));
            case "catch_kwargs" -> parameters.used().contains("kwargs");
            case "catch_varargs" -> parameters.used().contains("varargs");
            case "caller" -> parameters.used().contains("caller");
            default -> NONE;
        };
    }
}
