package org.hermescdc.ops;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What would be done, without it being done. It holds no secret: their values stand here as {@link LogText#secret} tells
 * them.
 *
 * @param subject what it is a plan of
 * @param notes sentences to tell before all else, such as what would hold it
 * @param counts type → kind of change → how many; always complete
 * @param changes in the order in which they would be done; the first ones only, where there are many
 * @param findings what is wrong with the data: section → … → values, as in a status
 */
public record PlanReport(
        String subject,
        List<String> notes,
        Map<String, Map<String, Integer>> counts,
        List<Change> changes,
        Map<String, Object> findings) {

    public PlanReport {
        notes = List.copyOf(notes);
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        changes = List.copyOf(changes);
        findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
    }

    /**
     * A change of one object.
     *
     * @param kind such as added, modified, removed
     * @param key the value of its primary key
     * @param text what people call it
     * @param attributes by name
     */
    public record Change(String kind, String type, Object key, String text, List<Attribute> attributes) {

        public Change {
            attributes = List.copyOf(attributes);
        }
    }

    /**
     * An attribute of a changed object.
     *
     * @param before null: it has no value
     * @param after null: it will have no value
     * @param changed whether the change names it
     */
    public record Attribute(String name, Object before, Object after, boolean changed) {}

    /** How many changes there are, those that are not listed included. */
    public int total() {
        return counts.values().stream()
                .flatMap(kinds -> kinds.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }
}
