package org.hermescdc.ops;

import java.util.List;
import java.util.Map;

/** A status for people: nested maps and lists, one value a line, indented by two blanks a level. */
final class StatusText {

    private StatusText() {}

    static String of(Map<String, Object> tree) {
        StringBuilder text = new StringBuilder();
        add(text, tree, "");
        return text.toString().stripTrailing();
    }

    private static void add(StringBuilder text, Map<?, ?> map, String indent) {
        map.forEach((key, value) -> {
            text.append(indent).append(key).append(':');
            addValue(text, value, indent + "  ");
        });
    }

    private static void addValue(StringBuilder text, Object value, String indent) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            text.append('\n');
            add(text, map, indent);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            text.append('\n');
            list.forEach(item -> text.append(indent)
                    .append("- ")
                    .append(lines(item, indent + "  "))
                    .append('\n'));
        } else {
            text.append(' ')
                    .append(isNothing(value) ? "none" : lines(value, indent))
                    .append('\n');
        }
    }

    private static boolean isNothing(Object value) {
        return value instanceof Map<?, ?> || value instanceof List<?>;
    }

    /** A value of several lines goes on at the same indent. */
    private static String lines(Object value, String indent) {
        return String.valueOf(value).replace("\n", "\n" + indent);
    }
}
