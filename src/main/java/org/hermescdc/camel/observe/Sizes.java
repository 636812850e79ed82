package org.hermescdc.camel.observe;

import java.util.Map;
import java.util.Optional;

/**
 * How many things a program keeps; a snapshot.
 *
 * @param entries type → objects; of a client: local type
 * @param trashed local type → objects in the trashbin; empty for a server
 * @param queued events in the error queue; empty for a server
 */
public record Sizes(Map<String, Integer> entries, Map<String, Integer> trashed, Optional<Integer> queued) {

    public static final Sizes NONE = new Sizes(Map.of(), Map.of(), Optional.empty());

    public Sizes {
        entries = Map.copyOf(entries);
        trashed = Map.copyOf(trashed);
    }
}
