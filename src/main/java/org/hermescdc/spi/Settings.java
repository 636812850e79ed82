package org.hermescdc.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The valid settings of one section, defaults filled in. Immutable; {@code toString} shows no values, since some are
 * secret.
 */
public final class Settings {

    /** The settings of a section without keys. */
    public static final Settings EMPTY = new Settings(Map.of());

    private final Map<String, Object> values;

    /** @param values as a {@link SettingsSchema} allows them: text, Long, Double, Boolean, lists, maps; absent = null */
    public Settings(Map<String, ?> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The text of a key that is required or has a default. */
    public String text(String key) {
        return optionalText(key).orElseThrow(() -> new IllegalArgumentException("no setting '" + key + "'"));
    }

    public Optional<String> optionalText(String key) {
        return Optional.ofNullable((String) values.get(key));
    }

    public long whole(String key) {
        return ((Number) present(key)).longValue();
    }

    public double real(String key) {
        return ((Number) present(key)).doubleValue();
    }

    public boolean flag(String key) {
        return (Boolean) present(key);
    }

    /** The texts of a list; empty when the key is absent. */
    @SuppressWarnings("unchecked")
    public List<String> texts(String key) {
        Object value = values.get(key);
        return value == null ? List.of() : value instanceof String text ? List.of(text) : (List<String>) value;
    }

    /** The section below a key; empty when the key is absent. */
    @SuppressWarnings("unchecked")
    public Settings section(String key) {
        Object value = values.get(key);
        return value == null ? EMPTY : new Settings((Map<String, Object>) value);
    }

    public boolean has(String key) {
        return values.get(key) != null;
    }

    /** The raw value: text, Long, Double, Boolean, list or map; null when absent. */
    public Object get(String key) {
        return values.get(key);
    }

    /** All keys and raw values, in the order of the file. */
    public Map<String, Object> toMap() {
        return values;
    }

    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }

    private Object present(String key) {
        Object value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no setting '" + key + "'");
        }
        return value;
    }
}
