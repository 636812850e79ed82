package org.hermescdc.camel.server;

import java.util.List;
import org.hermescdc.core.constraint.Constraints;
import org.hermescdc.core.constraint.Constraints.Guarded;

/** Step 3.4 of a cycle: enforces integrity constraints over all data types (spec/02, "Integrity constraints"). */
public final class Constrain {

    public void constrain(Cycle cycle) {
        List<Guarded> guarded = cycle.getTypes().stream()
                .map(type -> new Guarded(type.getName(), type.type().config().integrityConstraints(), type.entries()))
                .toList();
        Constraints.Result result = Constraints.enforce(guarded, Constraints.Pass.ONE_AFTER_ANOTHER);
        result.kept().forEach((name, entries) -> cycle.type(name).setEntries(entries));
        result.dropped()
                .forEach((name, keys) -> cycle.type(name).integrityFiltered().addAll(keys));
    }
}
