package org.hermescdc.core.translate;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.hermescdc.core.template.Template;

/** A template given as a function: what the rules of translation need of one. */
public record FakeTemplate(String text, Set<String> variables, Function<Map<String, ?>, Object> rendering)
        implements Template {

    public FakeTemplate {
        variables = new TreeSet<>(variables);
    }

    public static Template plain(String attribute) {
        return new FakeTemplate(attribute, Set.of(), context -> attribute);
    }

    public static Template of(Set<String> variables, Function<Map<String, ?>, Object> rendering) {
        return new FakeTemplate("{{ … }}", variables, rendering);
    }

    @Override
    public boolean isPlain() {
        return !text.startsWith("{{");
    }

    @Override
    public Object render(Map<String, ?> context) {
        return rendering.apply(context);
    }
}
