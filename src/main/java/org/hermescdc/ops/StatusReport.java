package org.hermescdc.ops;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an application stands: section (the application's name, a data type, …) → level → key → value, in the order in
 * which it is shown (spec/08, "Status").
 */
public record StatusReport(Map<String, Section> sections) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    public StatusReport {
        sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    }

    /**
     * The three levels of a section, each key → value. A value is a text, a number, a list of values, or a map from key to
     * value.
     */
    public record Section(Map<String, Object> information, Map<String, Object> warning, Map<String, Object> error) {

        public Section {
            information = Collections.unmodifiableMap(new LinkedHashMap<>(information));
            warning = Collections.unmodifiableMap(new LinkedHashMap<>(warning));
            error = Collections.unmodifiableMap(new LinkedHashMap<>(error));
        }

        private Map<String, Object> levels(boolean empty) {
            Map<String, Object> levels = new LinkedHashMap<>();
            put(levels, "information", level(information, empty), empty);
            put(levels, "warning", level(warning, empty), empty);
            put(levels, "error", level(error, empty), empty);
            return levels;
        }

        private static Map<String, Object> level(Map<String, Object> values, boolean empty) {
            Map<String, Object> kept = new LinkedHashMap<>();
            values.forEach((key, value) -> put(kept, key, value, empty));
            return kept;
        }
    }

    /** A time as a status shows it; {@code None} for null. */
    public static String time(LocalDateTime time) {
        return time == null ? "None" : TIME.format(time);
    }

    /**
     * The report as nested maps: section → level → key → value.
     *
     * @param empty whether to keep empty values, levels and sections
     */
    public Map<String, Object> tree(boolean empty) {
        Map<String, Object> tree = new LinkedHashMap<>();
        sections.forEach((name, section) -> put(tree, name, section.levels(empty), empty));
        return tree;
    }

    private static void put(Map<String, Object> tree, String key, Object value, boolean empty) {
        if (empty || !isEmpty(value)) {
            tree.put(key, value);
        }
    }

    private static boolean isEmpty(Object value) {
        return value instanceof Map<?, ?> map ? map.isEmpty() : value instanceof Collection<?> list && list.isEmpty();
    }
}
