package org.hermescdc.camel.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.core.diff.Change;
import org.hermescdc.core.diff.TypeDiff;
import org.hermescdc.core.event.Event;

/**
 * What a cycle that began now would do.
 *
 * @param first whether it would be the first cycle, which fills the cache and tells clients nothing
 * @param diffs one for each type that was asked for, in declaration order
 * @param changes of which clients would be told, in order
 * @param held why the cycle would be held; empty if it would not
 * @param errors type → kind → entries that the sources contradict themselves on
 * @param warnings type → kind → entries that constraints would drop
 */
public record ServerPlan(
        boolean first,
        List<TypeDiff> diffs,
        List<Planned> changes,
        Optional<String> held,
        Map<String, Object> errors,
        Map<String, Map<String, Object>> warnings) {

    /**
     * A change, and what clients would be told of it.
     *
     * @param event as it would be sent, secrets included
     */
    public record Planned(Change change, Event.ObjectEvent event) {

        @Override
        public String toString() {
            return change.type() + "[" + change.key() + "]"; // without values: some are secret
        }
    }
}
