package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.List;
import org.hermescdc.config.Safeguards;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.diff.Change;
import org.hermescdc.core.diff.TypeDiff;

/**
 * Holds a cycle that would remove more entries than the limits allow: nothing of it is sent, committed or cached (spec/02,
 * "Safeguards"). The next cycle is checked anew, so that a source that is mended ends the hold.
 */
public final class Safeguard {

    private static final int SAMPLES = 5;

    private final ServerCache cache;
    private final Safeguards limits;

    Safeguard(ServerCache cache, Safeguards limits) {
        this.cache = cache;
        this.limits = limits;
    }

    /** @throws HermesException if a limit is exceeded; the message tells types, counts and samples */
    public void check(Cycle cycle) {
        List<String> held = new ArrayList<>();
        for (TypeDiff diff : cycle.diffs()) {
            int removed = diff.removed().size();
            int cached = cache.table(diff.type()).size();
            Safeguards.Limit limit = limits.of(diff.type());
            if (exceeds(limit, removed, cached)) {
                held.add(tell(diff, removed, cached, limit));
            }
        }
        if (!held.isEmpty()) {
            throw new HermesException("held: " + String.join("; ", held)
                    + "; nothing of this cycle is sent. If the removals are wanted, raise hermes-server.safeguards and"
                    + " restart; if not, mend the source: the next cycle looks again");
        }
    }

    private static boolean exceeds(Safeguards.Limit limit, int removed, int cached) {
        boolean tooMany = limit.maxRemovedCount() > 0 && removed > limit.maxRemovedCount();
        boolean tooLarge = limit.maxRemovedPercent() > 0 && removed * 100.0 > limit.maxRemovedPercent() * cached;
        return tooMany || tooLarge;
    }

    private static String tell(TypeDiff diff, int removed, int cached, Safeguards.Limit limit) {
        List<String> samples = diff.removed().stream()
                .limit(SAMPLES)
                .map(Change::key)
                .map(Object::toString)
                .toList();
        return "the cycle would remove " + removed + " of " + cached + " " + diff.type() + " (for example "
                + String.join(", ", samples) + "), more than max_removed_percent " + limit.maxRemovedPercent()
                + " or max_removed_count " + limit.maxRemovedCount() + " allow";
    }
}
