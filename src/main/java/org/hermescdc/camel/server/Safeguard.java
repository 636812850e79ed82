package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.camel.HeldRemovals;
import org.hermescdc.config.Safeguards;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.diff.Change;
import org.hermescdc.core.diff.TypeDiff;

/**
 * Holds a cycle that would remove more entries than the limits allow: nothing of it is sent, committed or cached (spec/02,
 * "Safeguards"). Each cycle is checked anew, so that a source that is mended ends the hold; an operator's consent is for
 * one cycle and one set of removals.
 */
public final class Safeguard {

    private final ServerCache cache;
    private final Safeguards limits;
    private volatile Map<String, HeldRemovals> held = Map.of();

    Safeguard(ServerCache cache, Safeguards limits) {
        this.cache = cache;
        this.limits = limits;
    }

    /** What the last check held, by data type in declaration order; may be asked by any thread. */
    Map<String, HeldRemovals> held() {
        return held;
    }

    /**
     * @throws RefusedException if an operator released removals of a type, but others are held by now
     * @throws HermesException if a limit is exceeded; the message tells types, counts and samples
     */
    public void check(Cycle cycle) {
        Map<String, HeldRemovals> exceeding = exceeding(cycle);
        Map<String, HeldRemovals> left = new LinkedHashMap<>(exceeding);
        left.entrySet()
                .removeIf(type ->
                        type.getValue().set().equals(cycle.acceptedRemovals().get(type.getKey())));
        held = left.isEmpty() ? Map.of() : Collections.unmodifiableMap(exceeding);
        left.keySet().stream()
                .filter(cycle.acceptedRemovals()::containsKey)
                .findFirst()
                .ifPresent(type -> {
                    throw new RefusedException("the removals of " + type
                            + " are no longer those that were shown, nothing is" + " released: now "
                            + tell(type, left.get(type)) + "; look at them and release these");
                });
        if (!left.isEmpty()) {
            throw new HermesException("held: " + tell(left) + "; nothing of this cycle is sent. If the removals are"
                    + " wanted: hermes server-cli update" + command(exceeding) + "; if not, mend the source: the next"
                    + " cycle looks again");
        }
    }

    /** Why {@link #check} would hold the cycle; empty if it would not. */
    Optional<String> foresee(Cycle cycle) {
        Map<String, HeldRemovals> exceeding = exceeding(cycle);
        return exceeding.isEmpty() ? Optional.empty() : Optional.of(tell(exceeding));
    }

    private Map<String, HeldRemovals> exceeding(Cycle cycle) {
        Map<String, HeldRemovals> exceeding = new LinkedHashMap<>();
        for (TypeDiff diff : cycle.diffs()) {
            int cached = cache.table(diff.type()).size();
            if (limits.of(diff.type()).isExceededBy(diff.removed().size(), cached)) {
                exceeding.put(diff.type(), held(diff, cached));
            }
        }
        return exceeding;
    }

    private HeldRemovals held(TypeDiff diff, int cached) {
        ServerType type = cache.type(diff.type());
        return HeldRemovals.of(
                diff.removed().stream().map(Change.Removed::key).toList(),
                diff.removed().stream().map(removal -> String.valueOf(type.text(removal.key(), removal.cached()))),
                cached);
    }

    private String tell(Map<String, HeldRemovals> types) {
        List<String> told = new ArrayList<>();
        types.forEach((type, removals) -> told.add(tell(type, removals)));
        return String.join("; ", told);
    }

    private String tell(String type, HeldRemovals removals) {
        Safeguards.Limit limit = limits.of(type);
        return "the cycle would remove " + removals.removed() + " of " + removals.cached() + " " + type
                + " (for example " + String.join(", ", removals.samples()) + "), more than max_removed_percent "
                + limit.maxRemovedPercent() + " or max_removed_count " + limit.maxRemovedCount() + " allow";
    }

    private static String command(Map<String, HeldRemovals> types) {
        StringBuilder options = new StringBuilder();
        types.keySet().forEach(type -> options.append(" --accept-removals ").append(type));
        return options.toString();
    }
}
