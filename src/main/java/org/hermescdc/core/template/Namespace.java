package org.hermescdc.core.template;

import java.util.Map;

/** What {@code namespace()} gives: a value whose attributes can be set, also from inside a loop. */
record Namespace(Map<String, Object> values) implements TemplateObject {

    @Override
    public String typeName() {
        return "Namespace";
    }

    @Override
    public Object attribute(String name) {
        return values.containsKey(name) ? values.get(name) : NONE;
    }

    @Override
    public String text() {
        return "<Namespace " + PythonText.repr(values) + ">";
    }
}
