package org.hermescdc.camel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    private static final int DIGITS = 16;

    public HeldRemovals {
        samples = List.copyOf(samples);
    }

    /**
     * @param keys of what would be removed, sorted
     * @param texts of the same, in the same order; not all of them are asked for
     * @param cached how many there are
     */
    public static HeldRemovals of(List<Key> keys, Stream<String> texts, int cached) {
        return new HeldRemovals(keys.size(), cached, texts.limit(SAMPLES).toList(), digest(keys));
    }

    private static String digest(List<Key> keys) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Key key : keys) {
                digest.update((ValueJson.text(key.value()) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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
