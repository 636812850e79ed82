package org.hermescdc.camel.server;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.diff.Batches.Batch;
import org.hermescdc.core.diff.TypeDiff;

/**
 * One cycle of the server, as it travels through {@code routes/server/poll.camel.yaml}: each step finds here what the
 * steps before it have made, and adds its own. Used by one thread.
 */
public final class Cycle {

    private final LocalDateTime start;
    private final boolean silent;
    private final Map<String, String> acceptedRemovals;
    private final Map<String, TypeCycle> types = new LinkedHashMap<>();
    private List<TypeDiff> diffs = List.of();
    private List<Batch> batches = List.of();

    /**
     * @param start when the cycle began
     * @param silent whether no cycle has ever succeeded: this one fills the cache and tells nothing
     * @param acceptedRemovals data type → the set of removals that an operator has released ({@link HeldRemovals#set})
     */
    Cycle(LocalDateTime start, boolean silent, List<ServerType> types, Map<String, String> acceptedRemovals) {
        this.start = start;
        this.silent = silent;
        this.acceptedRemovals = Map.copyOf(acceptedRemovals);
        types.forEach(type -> this.types.put(type.name(), new TypeCycle(this, type)));
    }

    public LocalDateTime start() {
        return start;
    }

    /** Whether this cycle fills the cache and tells nothing. */
    public boolean isSilent() {
        return silent;
    }

    /** Data type → the set of removals that an operator has released for this cycle. */
    Map<String, String> acceptedRemovals() {
        return acceptedRemovals;
    }

    /** One for each data type, in declaration order. */
    public List<TypeCycle> getTypes() {
        return List.copyOf(types.values());
    }

    TypeCycle type(String name) {
        return types.get(name);
    }

    List<TypeDiff> diffs() {
        return diffs;
    }

    void setDiffs(List<TypeDiff> diffs) {
        this.diffs = diffs;
    }

    /** What is sent, in order. */
    public List<Batch> getBatches() {
        return batches;
    }

    void setBatches(List<Batch> batches) {
        this.batches = batches;
    }
}
