package org.hermescdc.camel.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hermescdc.camel.HeldRemovals;
import org.hermescdc.config.Safeguards;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;
import org.hermescdc.core.model.ObjectId;

/**
 * Holds a change of the datamodel, or a purge of the trashbin, that would remove more objects of a local type than the
 * limits allow (spec/02, "Safeguards"): nothing of it is done. Each is checked anew when it is due; an operator's consent is
 * for one turn and one set of removals.
 */
final class Safeguard {

    /** What removes objects without the server having said so. */
    enum Cause {
        DATAMODEL("the changed datamodel"),
        PURGE("the purge of the trashbin");

        private final String text;

        Cause(String text) {
            this.text = text;
        }
    }

    private final String application;
    private final ClientCache cache;
    private final Safeguards limits;
    private final Map<Cause, String> told = new LinkedHashMap<>();
    private final Map<Cause, Map<String, HeldRemovals>> exceeding = new LinkedHashMap<>();
    private Map<String, String> accepted = Map.of();
    private volatile Map<String, HeldRemovals> held = Map.of();

    Safeguard(String application, ClientCache cache, Safeguards limits) {
        this.application = application;
        this.cache = cache;
        this.limits = limits;
    }

    /** What is held, by local type; may be asked by any thread. */
    Map<String, HeldRemovals> held() {
        return held;
    }

    /** Lets these sets pass, by local type, until this is called again. */
    void accept(Map<String, String> sets) {
        accepted = Map.copyOf(sets);
    }

    /** What is told of a purge that is held. */
    Optional<String> heldPurge() {
        return Optional.ofNullable(told.get(Cause.PURGE));
    }

    /**
     * Checks what is about to be removed.
     *
     * @param removals keys by local type
     * @return why it is held; empty if it may be done
     */
    Optional<String> check(Cause cause, Map<String, List<Key>> removals) {
        Map<String, HeldRemovals> found = new LinkedHashMap<>();
        removals.forEach((type, keys) -> {
            Twins twins = cache.collections().local(type);
            if (twins != null
                    && limits.of(type).isExceededBy(keys.size(), twins.plain().size())) {
                List<Key> sorted = KeyOrder.sorted(keys);
                Stream<String> texts = sorted.stream().map(key -> "<" + new ObjectId(type, key) + ">");
                found.put(type, HeldRemovals.of(sorted, texts, twins.plain().size()));
            }
        });
        boolean pass =
                found.entrySet().stream().allMatch(type -> type.getValue().set().equals(accepted.get(type.getKey())));
        if (pass) {
            told.remove(cause);
            exceeding.remove(cause);
        } else {
            told.put(cause, tell(cause, found));
            exceeding.put(cause, found);
        }
        Map<String, HeldRemovals> all = new LinkedHashMap<>();
        exceeding.values().forEach(all::putAll);
        held = Collections.unmodifiableMap(all);
        return Optional.ofNullable(told.get(cause));
    }

    private String tell(Cause cause, Map<String, HeldRemovals> found) {
        List<String> parts = new ArrayList<>();
        found.forEach((type, removals) -> parts.add(removals.removed() + " of " + removals.cached() + " " + type
                + " (for example " + String.join(", ", removals.samples()) + "), more than max_removed_percent "
                + limits.of(type).maxRemovedPercent() + " or max_removed_count "
                + limits.of(type).maxRemovedCount() + " allow"));
        return "held: " + cause.text + " would remove " + String.join("; ", parts)
                + "; nothing of it is done. If the removals are wanted: " + application + "-cli release "
                + String.join(" ", found.keySet()) + "; if not, mend the configuration and restart";
    }
}
