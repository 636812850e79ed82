package org.hermescdc.core.template;

import java.util.List;
import java.util.Map;
import org.hermescdc.core.template.Signature.Args;

/** A function that stands for itself: a global one, or the method of an object that is a template's own. */
record NativeFunction(String name, Signature signature, java.util.function.Function<Args, Object> body)
        implements Callable {

    @Override
    public Object call(List<Object> positional, Map<String, Object> named) {
        return body.apply(signature.bind(name, positional, named));
    }

    @Override
    public String typeName() {
        return "function";
    }

    @Override
    public String text() {
        return "<function " + name + ">";
    }
}
