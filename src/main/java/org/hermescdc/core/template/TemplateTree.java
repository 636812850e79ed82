package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Any YAML with templates at its leaves, as {@code vars} have: keys are never rendered, what is no text stays as it is. */
public final class TemplateTree {

    private final Object root;
    private final Set<String> variables;

    private TemplateTree(Object root, Set<String> variables) {
        this.root = root;
        this.variables = Collections.unmodifiableSet(variables);
    }

    /**
     * Compiles every text in {@code value}.
     *
     * @param value maps, lists and leaves as YAML gives them
     * @throws TemplateException as {@link TemplateEngine#compile} does
     */
    static TemplateTree of(Object value, TemplateEngine engine) {
        Set<String> variables = new TreeSet<>();
        return new TemplateTree(compile(value, engine, variables), variables);
    }

    /** The variables of all templates together. */
    public Set<String> variables() {
        return variables;
    }

    /** The variables of those that are more than a plain text, which stands for itself. */
    public Set<String> rendered() {
        Set<String> names = new TreeSet<>();
        collect(root, names);
        return names;
    }

    private static void collect(Object node, Set<String> names) {
        if (node instanceof Template template && !template.isPlain()) {
            names.addAll(template.variables());
        } else if (node instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, names));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> collect(item, names));
        }
    }

    /** The value with every template rendered. */
    public Object render(Map<String, ?> context) {
        return render(root, context);
    }

    private static Object compile(Object value, TemplateEngine engine, Set<String> variables) {
        if (value instanceof String text) {
            Template template = engine.compile(text, Template.Place.VARS);
            variables.addAll(template.variables());
            return template;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> compiled = new LinkedHashMap<>();
            map.forEach((key, item) -> compiled.put(key, compile(item, engine, variables)));
            return compiled;
        }
        if (value instanceof List<?> list) {
            List<Object> compiled = new ArrayList<>(list.size());
            list.forEach(item -> compiled.add(compile(item, engine, variables)));
            return compiled;
        }
        return value;
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
            List<Object> rendered = new ArrayList<>(list.size());
            list.forEach(item -> rendered.add(render(item, context)));
            return rendered;
        }
        return node;
    }
}
