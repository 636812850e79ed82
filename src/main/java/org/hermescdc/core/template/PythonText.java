package org.hermescdc.core.template;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Bytes;

/** Python's {@code str()} and {@code repr()}. */
final class PythonText {

    private PythonText() {}

    /** The text that a value has in a template with several parts. */
    static String str(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof SafeText safe) {
            return safe.toString();
        }
        if (value instanceof LocalDateTime datetime) {
            return Dates.isoFormat(datetime, " ", "auto");
        }
        if (value instanceof LocalDate date) {
            return date.toString();
        }
        if (value instanceof LocalTime time) {
            return Dates.isoTime(time, "auto");
        }
        if (value instanceof Undefined undefined) {
            if (undefined.strict()) {
                throw Errors.undefined(undefined);
            }
            return "";
        }
        return value instanceof TemplateObject object ? object.text() : repr(value);
    }

    /** The text that a value has inside a list. */
    static String repr(Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value instanceof Long) {
            return value.toString();
        }
        if (value instanceof BigInteger big) {
            return integer(big);
        }
        if (value instanceof Double number) {
            return FloatText.repr(number);
        }
        if (value instanceof String text) {
            return quoted(text);
        }
        if (value instanceof Bytes bytes) {
            return quoted(bytes);
        }
        if (value instanceof Map<?, ?> map) {
            return dict(map);
        }
        if (value instanceof Collection<?> collection) {
            return collection(collection);
        }
        return otherRepr(value);
    }

    private static String otherRepr(Object value) {
        if (value instanceof SafeText safe) {
            return "Markup(" + quoted(safe.toString()) + ")";
        }
        if (value instanceof Undefined) {
            return "Undefined";
        }
        if (value instanceof TimeDelta delta) {
            return delta.repr();
        }
        if (value instanceof TemplateObject object) {
            return object.text();
        }
        return Dates.repr(value);
    }

    private static String integer(BigInteger number) {
        String digits = number.toString();
        if (digits.length() - (number.signum() < 0 ? 1 : 0) > Numbers.MAX_DIGITS) {
            throw Errors.value("an integer of more than " + Numbers.MAX_DIGITS + " digits has no text form");
        }
        return digits;
    }

    private static String collection(Collection<?> items) {
        if (items instanceof PyTuple tuple && !tuple.typeName().equals("tuple")) {
            return namedTuple(tuple);
        }
        if (items instanceof PySet) {
            return items.isEmpty() ? "set()" : "{" + joined(items) + "}";
        }
        if (items instanceof PyTuple) {
            return "(" + joined(items) + (items.size() == 1 ? ",)" : ")");
        }
        return "[" + joined(items) + "]";
    }

    private static String namedTuple(PyTuple tuple) {
        StringBuilder text = new StringBuilder(tuple.typeName()).append('(');
        for (int i = 0; i < tuple.size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(tuple.names().get(i))
                    .append('=')
                    .append(repr(tuple.get(i)));
        }
        return text.append(')').toString();
    }

    private static String joined(Collection<?> items) {
        StringBuilder text = new StringBuilder();
        for (Iterator<?> i = items.iterator(); i.hasNext(); ) {
            text.append(repr(i.next())).append(i.hasNext() ? ", " : "");
            Limits.checkText(text.length());
        }
        return text.toString();
    }

    private static String dict(Map<?, ?> map) {
        StringBuilder text = new StringBuilder("{");
        map.forEach((key, value) -> {
            text.append(text.length() == 1 ? "" : ", ")
                    .append(repr(key))
                    .append(": ")
                    .append(repr(value));
            Limits.checkText(text.length());
        });
        return text.append('}').toString();
    }

    /** Single quotes, unless the text holds some and no double ones; what cannot be printed is escaped. */
    static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints().forEach(c -> {
            if (c == quote || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c == '\n' || c == '\r' || c == '\t') {
                quoted.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
            } else if (isPrintable(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(escape(c));
            }
        });
        return quoted.append(quote).toString();
    }

    /** {@code \xe9}, {@code \u200b} or {@code \U0001f600}. */
    static String escape(int c) {
        return c < 0x100
                ? String.format("\\x%02x", c)
                : c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c);
    }

    static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    private static String quoted(Bytes bytes) {
        String latin = new String(bytes.toArray(), java.nio.charset.StandardCharsets.ISO_8859_1);
        char quote = latin.indexOf('\'') >= 0 && latin.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder quoted = new StringBuilder("b").append(quote);
        for (char c : latin.toCharArray()) {
            if (c == quote || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c == '\n' || c == '\r' || c == '\t') {
                quoted.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
            } else {
                quoted.append(c < ' ' || c >= 0x7f ? escape(c) : String.valueOf(c));
            }
        }
        return quoted.append(quote).toString();
    }

    /** The {@code repr()} of a string with every character outside ASCII escaped. */
    static String ascii(Object value) {
        StringBuilder text = new StringBuilder();
        repr(value).codePoints().forEach(c -> text.append(c < 0x80 ? Character.toString(c) : escape(c)));
        return text.toString();
    }

    /** The text of each value. */
    static List<String> strings(List<Object> values) {
        return values.stream().map(PythonText::str).toList();
    }
}
