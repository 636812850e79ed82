package org.hermescdc.camel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Key;

/**
 * Removals of one type that may not be done without an operator's consent (spec/02, "Safeguards").
 *
 * @param removed how many entries would be removed
 * @param cached of how many
 * @param samples texts of some of them
 * @param set names exactly these removals: other ones have another name
 */
public record HeldRemovals(int removed, int cached, List<String> samples, String set) {

    private static final int SAMPLES = 5;

    public HeldRemovals {
        samples = List.copyOf(samples);
    }

    /**
     * @param keys of what would be removed, sorted
     * @param texts of the same, in the same order; not all of them are asked for
     * @param cached how many there are
     */
    public static HeldRemovals of(List<Key> keys, Stream<String> texts, int cached) {
        return new HeldRemovals(
                keys.size(),
                cached,
                texts.limit(SAMPLES).toList(),
                Fingerprint.of(keys.stream().map(key -> ValueJson.text(key.value()))));
    }

    /** As the status shows it. */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("removed", removed);
        tree.put("cached", cached);
        tree.put("samples", samples);
        tree.put("set", set);
        return tree;
    }
}
