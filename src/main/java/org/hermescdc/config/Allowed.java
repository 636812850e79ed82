package org.hermescdc.config;

import java.util.stream.Collectors;
import org.hermescdc.spi.Setting;

/** Tells what a setting accepts, for messages and for the reference. */
final class Allowed {

    private Allowed() {}

    static String by(Setting setting) {
        return by(setting.type()) + (setting.nullable() ? ", or null" : "");
    }

    static String by(Setting.Type type) {
        if (type instanceof Setting.Type.Text text) {
            return text.pattern() == null
                    ? "string"
                    : text.equals(ServerSchema.NAME) ? "non-empty string" : "string that matches " + text.pattern();
        }
        if (type instanceof Setting.Type.Whole whole) {
            return "int " + bounds(whole.min(), whole.max());
        }
        if (type instanceof Setting.Type.Octal octal) {
            return "octal int from 0 to " + Octals.text(octal.max());
        }
        if (type instanceof Setting.Type.Real real) {
            return "number from " + number(real.min()) + " to " + number(real.max());
        }
        if (type instanceof Setting.Type.Flag) {
            return "true, false";
        }
        if (type instanceof Setting.Type.Choice choice) {
            return String.join(", ", choice.allowed());
        }
        return byStructure(type);
    }

    private static String byStructure(Setting.Type type) {
        if (type instanceof Setting.Type.ListOf list) {
            return "list of: " + by(list.item());
        }
        if (type instanceof Setting.Type.OneOrList one) {
            return by(one.item()) + ", or a list of such";
        }
        if (type instanceof Setting.Type.AnyOf any) {
            return any.types().stream().map(Allowed::by).collect(Collectors.joining("; or "));
        }
        if (type instanceof Setting.Type.Section section) {
            return section.schema().settings().stream()
                    .map(Setting::name)
                    .collect(Collectors.joining(", ", "map with the keys ", ""));
        }
        if (type instanceof Setting.Type.MapOf map) {
            return "map of names to: " + by(map.item());
        }
        if (type instanceof Setting.Type.ByName named) {
            return "map with the keys " + String.join(", ", named.schemas().keySet());
        }
        if (type instanceof Setting.Type.Variants variants) {
            return "map with the key " + variants.key();
        }
        return "anything";
    }

    private static String bounds(long min, long max) {
        return max >= Integer.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
