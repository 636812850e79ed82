package org.hermescdc.camel.observe;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One cycle of a server, or one turn of a client, that is over.
 *
 * @param start when it began
 * @param total how long it took
 * @param phases phase → how long it took in all, in the order in which they began; phases that did not run are missing
 */
public record Cycle(LocalDateTime start, Duration total, Map<String, Duration> phases, Result result) {

    /** How a cycle ended. */
    public enum Result {
        DONE,
        FAILED;

        /** The word in metrics and statuses. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Cycle {
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    }

    /** As a status shows it: the whole, and each phase, in seconds. */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("result", result.text());
        tree.put("total", seconds(total));
        phases.forEach((phase, time) -> tree.put(phase, seconds(time)));
        return tree;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
