package org.hermescdc.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Values;

/** The forms in which a plan is printed. */
enum PlanForm {
    TEXT {
        @Override
        String of(PlanReport plan) {
            StringBuilder text = new StringBuilder(head(plan));
            for (PlanReport.Change change : plan.changes()) {
                text.append('\n').append(SIGNS.getOrDefault(change.kind(), "~")).append(' ');
                text.append(change.kind()).append(' ').append(change.text()).append('\n');
                change.attributes().stream()
                        .filter(PlanReport.Attribute::changed)
                        .forEach(attribute ->
                                text.append("    ").append(line(attribute)).append('\n'));
            }
            return (text + tail(plan)).stripTrailing();
        }
    },

    /** A unified diff: one file for each object, one line for each attribute. */
    DIFF {
        @Override
        String of(PlanReport plan) {
            StringBuilder text = new StringBuilder();
            (head(plan) + tail(plan)).lines().forEach(line -> text.append(("# " + line).stripTrailing())
                    .append('\n'));
            plan.changes().forEach(change -> diff(text, change));
            return text.toString().stripTrailing();
        }
    },

    JSON {
        @Override
        String of(PlanReport plan) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("subject", plan.subject());
            tree.put("notes", plan.notes());
            tree.put("counts", plan.counts());
            tree.put("total", plan.total());
            tree.put("listed", plan.changes().size());
            tree.put("changes", plan.changes().stream().map(PlanForm::tree).toList());
            tree.put("findings", plan.findings());
            return ValueJson.text(Values.normalize(tree));
        }
    };

    private static final Map<String, String> SIGNS =
            Map.of("added", "+", "recycled", "+", "removed", "-", "trashed", "-");

    abstract String of(PlanReport plan);

    private static String head(PlanReport plan) {
        StringBuilder text = new StringBuilder(plan.subject()).append('\n');
        plan.notes().forEach(note -> text.append(note).append('\n'));
        Set<String> kinds = new TreeSet<>();
        plan.counts().values().forEach(counts -> kinds.addAll(counts.keySet()));
        int width =
                plan.counts().keySet().stream().mapToInt(String::length).max().orElse(0);
        plan.counts().forEach((type, counts) -> {
            text.append(String.format(Locale.ROOT, "  %-" + Math.max(1, width) + "s", type));
            kinds.forEach(
                    kind -> text.append(String.format(Locale.ROOT, "  %6d %s", counts.getOrDefault(kind, 0), kind)));
            text.append('\n');
        });
        return text.toString();
    }

    private static String tail(PlanReport plan) {
        int left = plan.total() - plan.changes().size();
        return (left > 0 ? "\n" + left + " more changes; --limit " + plan.total() + " lists them all\n" : "")
                + (plan.findings().isEmpty() ? "" : "\nthe data:\n" + StatusText.of(plan.findings()) + "\n");
    }

    private static String line(PlanReport.Attribute attribute) {
        if (attribute.before() == null) {
            return attribute.name() + ": " + shown(attribute.after());
        }
        return attribute.name() + ": " + shown(attribute.before()) + " -> "
                + (attribute.after() == null ? "no value" : shown(attribute.after()));
    }

    private static void diff(StringBuilder text, PlanReport.Change change) {
        List<String> lines = new ArrayList<>();
        int before = 0;
        int after = 0;
        for (PlanReport.Attribute attribute : change.attributes()) {
            if (!attribute.changed()) {
                lines.add(" " + attribute.name() + ": " + shown(attribute.before()));
            }
            if (attribute.changed() && attribute.before() != null) {
                lines.add("-" + attribute.name() + ": " + shown(attribute.before()));
            }
            if (attribute.changed() && attribute.after() != null) {
                lines.add("+" + attribute.name() + ": " + shown(attribute.after()));
            }
            before += attribute.changed() && attribute.before() == null ? 0 : 1;
            after += attribute.changed() && attribute.after() == null ? 0 : 1;
        }
        String file = change.type() + "/" + shown(change.key());
        text.append("--- ")
                .append(SIGNS.getOrDefault(change.kind(), "").equals("+") ? "/dev/null" : file)
                .append('\n');
        text.append("+++ ")
                .append(SIGNS.getOrDefault(change.kind(), "").equals("-") ? "/dev/null" : file)
                .append('\n');
        text.append("@@ -")
                .append(range(before))
                .append(" +")
                .append(range(after))
                .append(" @@ ");
        text.append(change.kind()).append(' ').append(oneLine(change.text())).append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
    }

    private static String range(int lines) {
        return (lines == 0 ? 0 : 1) + "," + lines;
    }

    private static Map<String, Object> tree(PlanReport.Change change) {
        Map<String, Object> added = new LinkedHashMap<>();
        Map<String, Object> modified = new LinkedHashMap<>();
        Map<String, Object> removed = new LinkedHashMap<>();
        change.attributes().stream().filter(PlanReport.Attribute::changed).forEach(attribute -> {
            if (attribute.before() == null) {
                added.put(attribute.name(), attribute.after());
            } else if (attribute.after() == null) {
                removed.put(attribute.name(), attribute.before());
            } else {
                modified.put(attribute.name(), Map.of("before", attribute.before(), "after", attribute.after()));
            }
        });
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", change.kind());
        tree.put("type", change.type());
        tree.put("key", change.key());
        tree.put("text", change.text());
        tree.put("added", added);
        tree.put("modified", modified);
        tree.put("removed", removed);
        return tree;
    }

    private static String shown(Object value) {
        return value instanceof String text && text.startsWith("<SECRET_VALUE(") ? text : ValueJson.text(value);
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ');
    }
}
