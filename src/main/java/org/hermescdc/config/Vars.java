package org.hermescdc.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.template.Template;

/**
 * The {@code vars} of an operation: any YAML whose string leaves are templates; keys are never rendered.
 *
 * @param tree maps, lists, plain values, and {@link Template} for each string leaf
 */
public record Vars(Map<String, Object> tree) {

    public static final Vars NONE = new Vars(Map.of());

    /** The names of the variables that the templates use. */
    public Set<String> variables() {
        Set<String> names = new TreeSet<>();
        collect(tree, names);
        return names;
    }

    /** Returns the tree with every template replaced by its result. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> render(Map<String, ?> context) {
        return (Map<String, Object>) render(tree, context);
    }

    private static Object render(Object node, Map<String, ?> context) {
        if (node instanceof Template template) {
            return template.render(context);
        }
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> rendered = new LinkedHashMap<>();
            map.forEach((key, item) -> rendered.put(key, render(item, context)));
            return rendered;
        }
        if (node instanceof List<?> list) {
            List<Object> rendered = new java.util.ArrayList<>(list.size());
            list.forEach(item -> rendered.add(render(item, context)));
            return rendered;
        }
        return node;
    }

    private static void collect(Object node, Set<String> names) {
        if (node instanceof Template template) {
            names.addAll(template.isPlain() ? Set.of() : template.variables());
        } else if (node instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, names));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> collect(item, names));
        }
    }
}
