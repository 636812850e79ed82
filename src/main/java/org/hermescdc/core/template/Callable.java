package org.hermescdc.core.template;

import java.util.List;
import java.util.Map;

/** A value that can be called. */
interface Callable extends TemplateObject {

    Object call(List<Object> positional, Map<String, Object> named);

    /** Calls {@code value}, which may turn out not to be callable. */
    static Object call(Object value, List<Object> positional, Map<String, Object> named) {
        if (value instanceof Callable callable) {
            return callable.call(positional, named);
        }
        if (value instanceof Undefined undefined) {
            throw Errors.undefined(undefined);
        }
        throw Errors.type("'" + Types.name(value) + "' object is not callable");
    }
}
