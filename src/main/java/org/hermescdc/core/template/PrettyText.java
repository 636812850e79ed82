package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Python's {@code pprint}: the {@code repr()} with sorted keys, broken into lines where it is longer than 80 characters. */
final class PrettyText {

    private static final int WIDTH = 80;

    private PrettyText() {}

    static String of(Object value) {
        return text(value, 0, 0);
    }

    private static String text(Object value, int indent, int allowance) {
        Object ordered = ordered(value);
        String line = PythonText.repr(ordered);
        boolean fits = line.length() <= WIDTH - indent - allowance;
        if (fits || !(value instanceof Map || value instanceof Collection)) {
            return line;
        }
        return ordered instanceof Map<?, ?> map
                ? dict(map, indent, allowance)
                : items((Collection<?>) ordered, indent, allowance);
    }

    private static String dict(Map<?, ?> map, int indent, int allowance) {
        List<String> lines = new ArrayList<>();
        map.forEach((key, item) -> {
            String start = PythonText.repr(key) + ": ";
            int end = lines.size() == map.size() - 1 ? allowance + 1 : 1;
            lines.add(start + text(item, indent + 1 + start.length(), end));
        });
        return "{" + String.join(",\n" + " ".repeat(indent + 1), lines) + "}";
    }

    private static String items(Collection<?> items, int indent, int allowance) {
        List<String> lines = new ArrayList<>();
        for (Object item : items) {
            int end = lines.size() == items.size() - 1 ? allowance + 1 : 1;
            lines.add(text(item, indent + 1, end));
        }
        String open = items instanceof PyTuple ? "(" : items instanceof PySet ? "{" : "[";
        String close = items instanceof PyTuple ? (items.size() == 1 ? ",)" : ")") : items instanceof PySet ? "}" : "]";
        return open + String.join(",\n" + " ".repeat(indent + 1), lines) + close;
    }

    /** The value with the keys of all dicts in order, as far as they have one. */
    private static Object ordered(Object value) {
        if (value instanceof Map<?, ?> map) {
            PyDict dict = new PyDict();
            for (Object key : Sorting.sortedOrAsGiven(new ArrayList<>(map.keySet()))) {
                dict.put(key, ordered(Dicts.get(map, key)));
            }
            return dict;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(ordered(item)));
            return value instanceof PyTuple tuple && tuple.names().isEmpty() ? PyTuple.from(items) : items;
        }
        return value instanceof PySet set ? PySet.of(Sorting.sortedOrAsGiven(new ArrayList<>(set))) : value;
    }
}
