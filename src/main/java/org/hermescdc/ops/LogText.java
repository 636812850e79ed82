package org.hermescdc.ops;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.Values;

/**
 * Values as logs show them: long texts are shortened to {@code <LONG_STR(length, 'first characters…')>}, secrets are only
 * told by type, {@code <SECRET_VALUE(string)>} (spec/01, {@code hermes.logs.long_string_limit}).
 *
 * @param longStringLimit longer texts are shortened; 0 for no limit
 */
public record LogText(int longStringLimit) {

    private static final int SHOWN = 64;

    /** A value of an entry, lists and maps included. */
    public String of(Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(this::of).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Bytes bytes ? "<" + bytes.length() + " bytes>" : String.valueOf(value);
    }

    /** The attributes of an entry or an event, those that are secret masked. */
    public String of(Map<String, ?> attributes, Set<String> secrets) {
        return attributes.entrySet().stream()
                .map(entry -> entry.getKey() + ": "
                        + (secrets.contains(entry.getKey()) ? secret(entry.getValue()) : of(entry.getValue())))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** What may be told of a secret value: its type. */
    public static String secret(Object value) {
        return "<SECRET_VALUE(" + Values.typeName(value) + ")>";
    }

    private String text(String text) {
        if (longStringLimit == 0 || text.length() <= longStringLimit) {
            return "'" + text + "'";
        }
        String first = text.substring(0, Math.min(SHOWN, longStringLimit));
        return "<LONG_STR(" + text.length() + ", '" + first + "…')>";
    }
}
