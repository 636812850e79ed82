package org.hermescdc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.camel.server.ServerPlan;
import org.hermescdc.camel.server.ShownChanges;
import org.hermescdc.core.diff.TypeDiff;
import org.hermescdc.ops.PlanReport;

/** A plan of the server, as the command line shows it. */
final class ServerPlans {

    private ServerPlans() {}

    /** @param limit of the changes that are listed */
    static PlanReport report(ServerPlan plan, ShownChanges shown, int limit) {
        List<String> notes = new ArrayList<>();
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        for (TypeDiff diff : plan.diffs()) {
            Map<String, Integer> kinds = new LinkedHashMap<>();
            if (plan.first()) {
                notes.add("this would be the first cycle: it fills the cache with "
                        + diff.added().size() + " " + diff.type() + " and tells clients nothing");
            } else {
                kinds.put("added", diff.added().size());
                kinds.put("modified", diff.modified().size());
                kinds.put("removed", diff.removed().size());
            }
            counts.put(diff.type(), kinds);
        }
        plan.held().ifPresent(why -> notes.add("the cycle would be held, and none of this sent: " + why));
        Map<String, Object> findings = new LinkedHashMap<>();
        plan.errors().forEach((type, errors) -> findings.put(type, new LinkedHashMap<>((Map<?, ?>) errors)));
        plan.warnings().forEach((type, warnings) -> addWarnings(findings, type, warnings));
        return new PlanReport(
                "what a cycle would tell the clients now",
                notes,
                counts,
                plan.changes().stream().limit(limit).map(shown::of).toList(),
                findings);
    }

    @SuppressWarnings("unchecked")
    private static void addWarnings(Map<String, Object> findings, String type, Map<String, Object> warnings) {
        ((Map<String, Object>) findings.computeIfAbsent(type, name -> new LinkedHashMap<>())).put("warning", warnings);
    }
}
