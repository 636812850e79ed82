package org.hermescdc.spi;

import java.util.List;
import java.util.function.Function;

/**
 * The keys that a section accepts, and what must hold between them.
 *
 * @param settings the keys; every other one is an error
 * @param rules checks over several keys, run when each key by itself is valid; each returns its problems, and the
 *     configuration adds file, line and path
 */
public record SettingsSchema(List<Setting> settings, List<Function<Settings, List<Problem>>> rules) {

    /** A section without keys. */
    public static final SettingsSchema EMPTY = of();

    /**
     * Something wrong with a section.
     *
     * @param key the key at fault, dotted below the section ({@code ssl.keyfile}), or empty for the section itself
     * @param message what was found, and what is allowed
     */
    public record Problem(String key, String message) {}

    public SettingsSchema {
        settings = List.copyOf(settings);
        rules = List.copyOf(rules);
    }

    public static SettingsSchema of(Setting... settings) {
        return new SettingsSchema(List.of(settings), List.of());
    }

    /** Returns this schema with one more rule. */
    public SettingsSchema withRule(Function<Settings, List<Problem>> rule) {
        List<Function<Settings, List<Problem>>> more = new java.util.ArrayList<>(rules);
        more.add(rule);
        return new SettingsSchema(settings, more);
    }
}
