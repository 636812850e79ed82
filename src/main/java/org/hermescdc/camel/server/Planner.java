package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.camel.server.ServerPlan.Planned;
import org.hermescdc.core.diff.Batches;
import org.hermescdc.core.diff.TypeDiff;

/** Reads a compared cycle as a plan: what it would tell, what would hold it, and what is wrong with the data. */
final class Planner {

    private final Safeguard safeguard;
    private final DataErrors dataErrors;
    private final ChangeEvents events;

    Planner(ServerCache cache, Safeguard safeguard) {
        this.safeguard = safeguard;
        this.dataErrors = new DataErrors(cache);
        this.events = new ChangeEvents(cache);
    }

    /** @param wanted the type to tell of; empty: all */
    ServerPlan plan(Cycle cycle, Optional<String> wanted) {
        List<TypeDiff> diffs = cycle.diffs().stream()
                .filter(diff -> wanted.map(diff.type()::equals).orElse(true))
                .toList();
        List<Planned> changes = new ArrayList<>();
        for (Batches.Batch batch : Batches.of(diffs, type -> Integer.MAX_VALUE)) {
            batch.changes().forEach(change -> changes.add(new Planned(change, events.of(change))));
        }
        return new ServerPlan(
                cycle.isSilent(),
                diffs,
                cycle.isSilent() ? List.of() : changes,
                cycle.isSilent() ? Optional.empty() : safeguard.foresee(cycle),
                only(dataErrors.errors(cycle), wanted),
                only(dataErrors.warnings(cycle), wanted));
    }

    private static <V> Map<String, V> only(Map<String, V> byType, Optional<String> wanted) {
        Map<String, V> kept = new LinkedHashMap<>(byType);
        wanted.ifPresent(type -> kept.keySet().retainAll(List.of(type)));
        return kept;
    }
}
