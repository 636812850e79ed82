package org.hermescdc.spi;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One key of a configuration section: its type, bounds, default and description. Immutable; made by the factory methods
 * and refined by the {@code with}-like ones: {@code Setting.whole("port", 1, 65535).withDefault(389).describedAs("…")}.
 *
 * @param name the key
 * @param type what is accepted
 * @param required whether the key must be there
 * @param nullable whether an explicit null is accepted
 * @param secret whether its value is masked everywhere
 * @param defaultValue taken when the key is absent; null for none
 * @param addition whether Hermes 1.0.9 does not know the key: its default is then left out of saved configurations
 * @param description one sentence for the reference and for editors
 */
public record Setting(
        String name,
        Type type,
        boolean required,
        boolean nullable,
        boolean secret,
        Object defaultValue,
        boolean addition,
        String description) {

    /** What a setting accepts. */
    public sealed interface Type {
        record Text(Pattern pattern) implements Type {}

        record Whole(long min, long max) implements Type {}

        /** Permission bits up to {@code max}, written and shown as octal numbers: {@code 0660}. */
        record Octal(long max) implements Type {}

        record Real(double min, double max) implements Type {}

        record Flag() implements Type {}

        record Choice(List<String> allowed) implements Type {}

        record ListOf(Type item) implements Type {}

        /** One {@code item}, or a list of them; the value is always a list. */
        record OneOrList(Type item) implements Type {}

        /** A map with the keys of {@code schema} and no others. */
        record Section(SettingsSchema schema) implements Type {}

        /**
         * A map from names to {@code item}, in the order of the file.
         *
         * @param names what a name must match; null for any name
         */
        record MapOf(Type item, Pattern names) implements Type {
            public MapOf(Type item) {
                this(item, null);
            }
        }

        /** A map from some of these names to the section that each has; there is none where it does not stand. */
        record ByName(Map<String, SettingsSchema> schemas) implements Type {
            public ByName {
                schemas = Collections.unmodifiableMap(new TreeMap<>(schemas));
            }
        }

        /** A map whose key {@code key} names the schema that the whole map has. */
        record Variants(String key, Map<String, SettingsSchema> schemas) implements Type {
            public Variants {
                schemas = Collections.unmodifiableMap(new TreeMap<>(schemas));
            }
        }

        /** What the first of {@code types} that fits accepts. */
        record AnyOf(List<Type> types) implements Type {
            public AnyOf {
                types = List.copyOf(types);
            }
        }

        /** Any YAML. */
        record Anything() implements Type {}
    }

    public static Setting text(String name) {
        return of(name, new Type.Text(null));
    }

    public static Setting text(String name, String pattern) {
        return of(name, new Type.Text(Pattern.compile(pattern)));
    }

    public static Setting whole(String name, long min, long max) {
        return of(name, new Type.Whole(min, max));
    }

    public static Setting octal(String name, long max) {
        return of(name, new Type.Octal(max));
    }

    public static Setting real(String name, double min, double max) {
        return of(name, new Type.Real(min, max));
    }

    public static Setting flag(String name) {
        return of(name, new Type.Flag());
    }

    public static Setting choice(String name, String... allowed) {
        return of(name, new Type.Choice(List.of(allowed)));
    }

    public static Setting texts(String name) {
        return of(name, new Type.ListOf(new Type.Text(null)));
    }

    public static Setting textOrTexts(String name) {
        return of(name, new Type.OneOrList(new Type.Text(null)));
    }

    public static Setting section(String name, SettingsSchema schema) {
        return of(name, new Type.Section(schema));
    }

    public static Setting mapOf(String name, Type item) {
        return of(name, new Type.MapOf(item));
    }

    public static Setting of(String name, Type type) {
        return new Setting(name, type, false, false, false, null, false, "");
    }

    public Setting asRequired() {
        return new Setting(name, type, true, nullable, secret, defaultValue, addition, description);
    }

    public Setting asNullable() {
        return new Setting(name, type, required, true, secret, defaultValue, addition, description);
    }

    public Setting asSecret() {
        return new Setting(name, type, required, nullable, true, defaultValue, addition, description);
    }

    public Setting withDefault(Object value) {
        return new Setting(name, type, required, nullable, secret, value, addition, description);
    }

    public Setting asAddition() {
        return new Setting(name, type, required, nullable, secret, defaultValue, true, description);
    }

    public Setting describedAs(String sentence) {
        return new Setting(name, type, required, nullable, secret, defaultValue, addition, sentence);
    }
}
