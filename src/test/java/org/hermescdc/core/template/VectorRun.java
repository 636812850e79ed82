package org.hermescdc.core.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.model.Values;
import org.hermescdc.core.template.Template.Place;

/** One vector, compiled and rendered, and how it differs from what is expected. */
final class VectorRun {

    /** What a vector's template became: one template, or the templates at the leaves of a structure. */
    private interface Compiled {
        Set<String> variables();

        Object render(Map<String, ?> context);
    }

    private final JsonNode vector;
    private final TemplateEngine engine;
    private final JsonNode expected;
    private final Place place;

    VectorRun(JsonNode vector, TemplateEngine engine) {
        this.vector = vector;
        this.engine = engine;
        this.expected = vector.get("expect");
        this.place = place(vector.get("setting").textValue());
    }

    /** The category of the error that compiling or rendering gives, or null. */
    static String category(JsonNode vector, TemplateEngine engine) {
        try {
            VectorRun run = new VectorRun(vector, engine);
            run.compile().render(run.context());
            return null;
        } catch (TemplateException e) {
            return e.category();
        }
    }

    /** How the run differs, or null. The category of an error is not compared: see the score. */
    String difference() {
        Compiled template;
        try {
            template = compile();
        } catch (TemplateException e) {
            return failed("compile", e, Set.of());
        }
        String variables = differenceOfVariables(template.variables());
        try {
            Object result = template.render(context());
            return variables != null ? variables : difference(result, template);
        } catch (TemplateException e) {
            return variables != null ? variables : failed("render", e, template.variables());
        }
    }

    private Compiled compile() {
        JsonNode text = vector.get("template");
        if (text.isTextual()) {
            return new Single(engine.compile(text.textValue(), place));
        }
        Object value = VectorValues.decode(text);
        if (place == Place.ATTRSMAPPING) {
            List<String> names = new ArrayList<>();
            text.forEach(name -> names.add(name.textValue()));
            return new Single(engine.compileNames(names));
        }
        TemplateTree tree = engine.compileTree(value);
        return new Compiled() {
            @Override
            public Set<String> variables() {
                return tree.variables();
            }

            @Override
            public Object render(Map<String, ?> context) {
                return tree.render(context);
            }
        };
    }

    /** Renders both ways and fails if they do not agree, but for what is random. */
    private record Single(Template template) implements Compiled {
        @Override
        public Set<String> variables() {
            return template.variables();
        }

        @Override
        public Object render(Map<String, ?> context) {
            Object result = template.render(context);
            if (template instanceof CompiledTemplate compiled
                    && !template.text().contains("crypto")) {
                String general = VectorValues.canonical(compiled.renderByParts(context));
                if (!general.equals(VectorValues.canonical(result))) {
                    throw new AssertionError("the short way differs from the general one: " + general);
                }
            }
            return result;
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> context() {
        return (Map<String, Object>) VectorValues.decode(vector.get("context"));
    }

    private String failed(String stage, TemplateException e, Set<String> variables) {
        if (!expected.has("error") || !expected.get("stage").textValue().equals(stage)) {
            return "unexpected error " + e.category() + " at " + stage + ": " + e.getMessage();
        }
        return stage.equals("compile") ? differenceOfVariables(variables) : null;
    }

    private String differenceOfVariables(Set<String> variables) {
        Set<String> wanted = new TreeSet<>();
        vector.get("variables").forEach(name -> wanted.add(name.textValue()));
        return wanted.equals(variables) ? null : "variables " + variables + ", expected " + wanted;
    }

    private String difference(Object result, Compiled template) {
        if (expected.has("error")) {
            return "gives " + describe(result) + ", expected error " + expected.get("error");
        }
        String type = expected.get("type").textValue();
        boolean noValue = type.equals("undefined") || type.equals("ellipsis");
        String wanted = noValue ? "undefined" : VectorValues.canonical(expected.get("value"));
        if (!VectorValues.type(result).equals(type)
                || !VectorValues.canonical(result).equals(wanted)) {
            return "gives " + describe(result) + ", expected " + type + " " + wanted;
        }
        return vector.hasNonNull("outcome") ? differenceOfOutcome(result, vector.get("outcome"), template) : null;
    }

    private static String describe(Object result) {
        return VectorValues.type(result) + " " + VectorValues.canonical(result);
    }

    private String differenceOfOutcome(Object result, JsonNode outcome, Compiled template) {
        return switch (place) {
            case CONSTRAINT -> differenceOfConstraint(result, outcome);
            case TO_STRING -> outcome.has("text") == result instanceof String ? null : "toString outcome " + outcome;
            default -> differenceOfStored(result, outcome, template);
        };
    }

    private static String differenceOfConstraint(Object result, JsonNode outcome) {
        try {
            boolean keep = Truth.of(result);
            return outcome.path("keep").isBoolean() && outcome.get("keep").booleanValue() == keep
                    ? null
                    : "keep " + keep;
        } catch (TemplateException e) {
            return outcome.has("error") ? null : "outcome error, expected " + outcome;
        }
    }

    /**
     * An undefined result is not stored (spec/06), where the reference stores it and fails later. Nulls are taken out of
     * lists, but not out of a column's own value.
     */
    private String differenceOfStored(Object result, JsonNode outcome, Compiled template) {
        boolean missing = !context().keySet().containsAll(template.variables());
        if (missing || outcome.path("error").asText().equals("missing-attribute")) {
            return missing && outcome.path("error").asText().equals("missing-attribute") ? null : "missing attribute";
        }
        if (result instanceof Undefined) {
            return null;
        }
        Object stored = result;
        boolean plainName = template instanceof Single single && single.template() instanceof PlainTemplate;
        if (result instanceof List<?> list && !plainName && !isSpecial(result)) {
            stored = list.stream().filter(item -> item != null).toList();
        }
        boolean kept = !(stored == null
                || stored instanceof Collection<?> items
                        && items.isEmpty()
                        && Values.isAbsent(stored)
                        && !isSpecial(stored)
                || stored instanceof Map<?, ?> map && map.isEmpty());
        if (kept != outcome.path("stored").booleanValue()) {
            return "stored " + kept + ", expected " + outcome;
        }
        boolean same = !kept || VectorValues.canonical(stored).equals(VectorValues.canonical(outcome.get("value")));
        return same ? null : "stores " + describe(stored) + ", expected " + outcome;
    }

    private static boolean isSpecial(Object stored) {
        return stored instanceof PyTuple || stored instanceof PySet || stored instanceof PyGenerator;
    }

    private static Place place(String setting) {
        return switch (setting) {
            case "attrsmapping" -> Place.ATTRSMAPPING;
            case "query" -> Place.QUERY;
            case "vars" -> Place.VARS;
            case "constraint" -> Place.CONSTRAINT;
            case "toString" -> Place.TO_STRING;
            default -> throw new IllegalArgumentException(setting);
        };
    }
}
