package org.hermescdc.core.template;

import java.util.Map;
import org.hermescdc.core.template.Signature.Args;

/** {@code str.maketrans} and {@code str.translate}. */
final class Translations {

    private Translations() {}

    /** A dict from code points to what they become; from one dict, or from strings of equal length. */
    static PyDict table(Args a) {
        PyDict table = new PyDict();
        if (!a.given(1)) {
            if (!(a.get(0) instanceof Map<?, ?> map)) {
                throw Errors.type("maketrans() takes a dict, or strings");
            }
            map.forEach((key, value) -> table.put(codePoint(key), value));
            return table;
        }
        int[] from = a.text(0).codePoints().toArray();
        int[] to = a.text(1).codePoints().toArray();
        if (from.length != to.length) {
            throw Errors.value("the first two arguments of maketrans() must have equal length");
        }
        for (int i = 0; i < from.length; i++) {
            table.put((long) from[i], (long) to[i]);
        }
        if (a.given(2)) {
            a.text(2).codePoints().forEach(c -> table.put((long) c, null));
        }
        return table;
    }

    private static Object codePoint(Object key) {
        if (key instanceof String text) {
            if (CodePoints.length(text) != 1) {
                throw Errors.value("string keys in a translation table must be of length 1");
            }
            return (long) text.codePointAt(0);
        }
        if (!Numbers.isInteger(key)) {
            throw Errors.type("keys in a translation table must be strings or integers");
        }
        return key;
    }

    static String translate(String text, Object table) {
        if (!(table instanceof Map<?, ?> map)) {
            throw Errors.type("translate() takes a dict, not '" + Types.name(table) + "'");
        }
        StringBuilder translated = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (!Dicts.contains(map, (long) c)) {
                translated.appendCodePoint(c);
                return;
            }
            Object value = Dicts.get(map, (long) c);
            if (value != null) {
                translated.append(
                        Numbers.isInteger(value) ? Character.toString(Numbers.index(value)) : PythonText.str(value));
            }
        });
        return translated.toString();
    }
}
