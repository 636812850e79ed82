package org.hermescdc.camel.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a client has read the bus; a snapshot for any thread.
 *
 * @param position where it is
 * @param end the offset behind the last message that the bus had at the last look; null before the first
 */
public record Reading(Position position, Long end) {

    /** {@code initsync}, {@code nextOffset} and {@code lag}, as the status shows them; null for what is not known. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("initsync", initsync());
        tree.put("nextOffset", position.next());
        tree.put("lag", lag());
        return tree;
    }

    /** Offset of the next message that the client wants; null while it has found no sequence. */
    public Long next() {
        return position.next();
    }

    /** How far the client is behind the end of the bus; null while that is not known. */
    public Long lag() {
        return end == null || !position.isKnown() ? null : Math.max(0, end - position.next());
    }

    /** Whether the client has processed a whole initsync sequence. */
    public boolean isInitialised() {
        return position.isInitialised();
    }

    private String initsync() {
        if (!position.isKnown()) {
            return "waiting for a complete sequence";
        }
        return position.isInitialised()
                ? "done"
                : "at message " + position.next() + " of " + position.initStart() + " to " + position.initStop();
    }
}
