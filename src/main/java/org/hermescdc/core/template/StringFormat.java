package org.hermescdc.core.template;

import java.util.List;
import java.util.Map;

/** {@code str.format}: replaces <code>{field!conversion:format}</code>. */
final class StringFormat {

    private final List<Object> positional;
    private final Map<?, ?> named;
    private int automatic;
    private boolean numbered;

    StringFormat(List<Object> positional, Map<?, ?> named) {
        this.positional = positional;
        this.named = named;
    }

    String format(String text) {
        return format(text, 2);
    }

    private String format(String text, int depth) {
        if (depth < 0) {
            throw Errors.value("max string recursion exceeded");
        }
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == '{' || c == '}') && i + 1 < text.length() && text.charAt(i + 1) == c) {
                result.append(c);
                i++;
            } else if (c == '}') {
                throw Errors.value("single '}' encountered in format string");
            } else if (c == '{') {
                int end = closing(text, i + 1);
                result.append(replacement(text.substring(i + 1, end), depth));
                i = end;
            } else {
                result.append(c);
            }
            Limits.checkText(result.length());
        }
        return result.toString();
    }

    private static int closing(String text, int start) {
        int open = 1;
        for (int i = start; i < text.length(); i++) {
            open += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        throw Errors.value("expected '}' before end of string");
    }

    private String replacement(String field, int depth) {
        int colon = outsideBrackets(field, ':');
        String head = colon < 0 ? field : field.substring(0, colon);
        String spec = colon < 0 ? "" : format(field.substring(colon + 1), depth - 1);
        int mark = outsideBrackets(head, '!');
        Object value = value(mark < 0 ? head : head.substring(0, mark));
        return FormatSpec.format(mark < 0 ? value : converted(value, head.substring(mark + 1)), spec);
    }

    private static int outsideBrackets(String field, char wanted) {
        boolean inBrackets = false;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            inBrackets = c == '[' || inBrackets && c != ']';
            if (c == wanted && !inBrackets) {
                return i;
            }
        }
        return -1;
    }

    private static Object converted(Object value, String conversion) {
        return switch (conversion) {
            case "s" -> PythonText.str(value);
            case "r" -> PythonText.repr(value);
            case "a" -> PythonText.ascii(value);
            default -> throw Errors.value("unknown conversion specifier in a format string");
        };
    }

    private Object value(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        Object value = first(path.substring(0, end));
        while (end < path.length()) {
            int next = end + 1;
            if (path.charAt(end) == '[') {
                next = path.indexOf(']', end);
                if (next < 0) {
                    throw Errors.value("missing ']' in format string");
                }
                value = item(value, path.substring(end + 1, next));
                end = next + 1;
            } else {
                while (next < path.length() && path.charAt(next) != '.' && path.charAt(next) != '[') {
                    next++;
                }
                String name = path.substring(end + 1, next);
                Object attribute = Attributes.own(value, name);
                if (attribute == TemplateObject.NONE) {
                    throw Errors.attribute(value, name);
                }
                value = attribute;
                end = next;
            }
        }
        return value;
    }

    private Object first(String name) {
        if (name.isEmpty()) {
            if (numbered) {
                throw Errors.value("cannot switch from manual field specification to automatic field numbering");
            }
            return at(automatic++);
        }
        if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
            if (automatic > 0) {
                throw Errors.value("cannot switch from automatic field numbering to manual field specification");
            }
            numbered = true;
            return at(name.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(name));
        }
        if (!Dicts.contains(named, name)) {
            throw Errors.lookup("the format string names '" + name + "', which is not given");
        }
        return Dicts.get(named, name);
    }

    private Object at(int index) {
        if (index >= positional.size()) {
            throw Errors.lookup("replacement index " + index + " out of range for positional arguments");
        }
        return positional.get(index);
    }

    private static Object item(Object value, String key) {
        boolean number = !key.isEmpty() && key.chars().allMatch(c -> c >= '0' && c <= '9');
        Object item = Slices.item(value, number ? (Object) Long.valueOf(key) : key);
        if (item == TemplateObject.NONE) {
            throw value instanceof Map || value instanceof List
                    ? Errors.lookup("the format string asks for an item that is not there")
                    : Errors.type("'" + Types.name(value) + "' object is not subscriptable");
        }
        return item;
    }
}
