package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** {@code tojson}: JSON with sorted keys, in ASCII, that can stand in HTML. */
final class JsonFilters {

    static final Table TABLE = new Table().add("tojson", "indent=None", JsonFilters::toJson);

    private final String indent;
    private final StringBuilder json = new StringBuilder();

    private JsonFilters(String indent) {
        this.indent = indent;
    }

    private static Object toJson(Object value, Args a) {
        String indent =
                a.get(0) == null ? null : Comparison.isText(a.get(0)) ? a.text(0) : CodePoints.repeat(" ", a.index(0));
        JsonFilters writer = new JsonFilters(indent);
        writer.write(value, "\n");
        return new SafeText(writer.json
                .toString()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("'", "\\u0027"));
    }

    private void write(Object value, String newline) {
        Limits.checkText(json.length());
        if (Comparison.isText(value)) {
            writeText(value.toString());
        } else if (value == null || Numbers.isNumber(value)) {
            json.append(scalar(value));
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, newline);
        } else if (value instanceof List<?> list) {
            writeList(list, newline);
        } else {
            throw Errors.type("object of type " + Types.name(value) + " is not JSON serializable");
        }
    }

    private static String scalar(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Boolean flag) {
            return flag ? "true" : "false";
        }
        return switch (PythonText.repr(value)) {
            case "nan" -> "NaN";
            case "inf" -> "Infinity";
            case "-inf" -> "-Infinity";
            default -> PythonText.repr(value);
        };
    }

    private void writeText(String text) {
        json.append('"');
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                default -> json.append(c < ' ' || c >= 0x7f && c != 0x7f ? String.format("\\u%04x", (int) c) : c);
            }
        }
        json.append('"');
    }

    private void writeList(Collection<?> items, String newline) {
        if (items.isEmpty()) {
            json.append("[]");
            return;
        }
        String inner = newline + indent;
        json.append('[');
        int count = 0;
        for (Object item : items) {
            separate(count++, inner);
            write(item, inner);
        }
        json.append(indent == null ? "" : newline).append(']');
    }

    private void writeMap(Map<?, ?> map, String newline) {
        if (map.isEmpty()) {
            json.append("{}");
            return;
        }
        String inner = newline + indent;
        json.append('{');
        int count = 0;
        for (Object key :
                Sorting.sorted(new ArrayList<>(map.keySet()), java.util.function.Function.identity(), false)) {
            separate(count++, inner);
            writeText(keyText(key));
            json.append(": ");
            write(Dicts.get(map, key), inner);
        }
        json.append(indent == null ? "" : newline).append('}');
    }

    private static String keyText(Object key) {
        if (Comparison.isText(key)) {
            return key.toString();
        }
        if (key == null || Numbers.isNumber(key)) {
            return scalar(key);
        }
        throw Errors.type("keys must be str, int, float, bool or None, not " + Types.name(key));
    }

    private void separate(int count, String inner) {
        json.append(count == 0 ? "" : indent == null ? ", " : ",").append(indent == null ? "" : inner);
    }
}
