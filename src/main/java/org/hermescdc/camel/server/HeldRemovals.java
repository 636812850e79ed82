package org.hermescdc.camel.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.diff.Change;
import org.hermescdc.core.event.ValueJson;

/**
 * Removals of one data type that a cycle may not do without an operator's consent (spec/02, "Safeguards").
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

    /** @param removals sorted by key */
    static HeldRemovals of(ServerType type, List<Change.Removed> removals, int cached) {
        List<String> samples = removals.stream()
                .limit(SAMPLES)
                .map(removal -> String.valueOf(type.text(removal.key(), removal.cached())))
                .toList();
        return new HeldRemovals(removals.size(), cached, samples, digest(removals));
    }

    private static String digest(List<Change.Removed> removals) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Change.Removed removal : removals) {
                digest.update((ValueJson.text(removal.key().value()) + "\n").getBytes(StandardCharsets.UTF_8));
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
