package org.hermescdc.core.template;

import java.util.Map;
import java.util.Set;

/** A text without expressions and statements: the name of an attribute where one is expected, else a text. */
record PlainTemplate(String text, Place place) implements Template {

    @Override
    public boolean isPlain() {
        return true;
    }

    @Override
    public Set<String> variables() {
        return Set.of(text);
    }

    @Override
    public Object render(Map<String, ?> context) {
        return switch (place) {
            case ATTRSMAPPING, CLIENT_ATTRSMAPPING -> attribute(context);
            case CONSTRAINT ->
                throw new TemplateException(
                        "not-a-template", "constraint " + text + ": a constraint must be a template: {{ … }}");
            case QUERY, VARS, TO_STRING -> text;
        };
    }

    private Object attribute(Map<String, ?> context) {
        if (!context.containsKey(text)) {
            throw new TemplateException("missing-attribute", "attribute '" + text + "' is not among those fetched");
        }
        return context.get(text);
    }
}
