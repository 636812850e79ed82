package org.hermescdc.camel.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.translate.Datamodel;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.core.translate.ReservedNames;
import org.hermescdc.core.trashbin.Happening;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.core.trashbin.Transition;
import org.hermescdc.ops.PlanReport;
import org.hermescdc.spi.HandlerEvent;

/** Handler calls that would be made: all of them counted, the first ones kept; without secrets. */
final class PlannedCalls {

    private static final int SAMPLES = 3;

    private final ClientCache cache;
    private final Datamodel wanted;
    private final int limit;
    private final Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
    private final List<PlanReport.Change> listed = new ArrayList<>();
    private final List<String> samples = new ArrayList<>();
    private int unmade;
    private int waiting;

    PlannedCalls(ClientCache cache, Datamodel wanted, int limit) {
        this.cache = cache;
        this.wanted = wanted;
        this.limit = limit;
        cache.datamodel().types().keySet().forEach(type -> counts.put(type, new LinkedHashMap<>()));
        wanted.types().keySet().forEach(type -> counts.putIfAbsent(type, new LinkedHashMap<>()));
    }

    /** What a transition means for the target; a recycling with the modification that follows it. */
    void add(LocalType type, Key key, Transition transition) {
        if (transition.happening() == Happening.NOTHING) {
            return;
        }
        add(type, key, transition.happening(), transition.before(), transition.after());
        if (!transition.remaining().isEmpty()) {
            add(type, key, Happening.MODIFIED, transition.after(), transition.settled());
        }
    }

    /** An object that cannot be made, and would wait. */
    void unmade(LocalType type, Key key, String problem) {
        unmade++;
        if (samples.size() < SAMPLES) {
            samples.add(new ObjectId(type.name(), key) + ": " + problem);
        }
    }

    /** A call that would wait behind what is in the error queue. */
    void waits() {
        waiting++;
    }

    PlanReport report(List<String> notes) {
        List<String> all = new ArrayList<>(notes);
        if (waiting > 0) {
            all.add("objects whose change would wait behind what is in the error queue: " + waiting);
        }
        if (unmade > 0) {
            all.add("objects that could not be made, and would wait in the error queue: " + unmade + ", for example "
                    + String.join("; ", samples));
        }
        return new PlanReport(
                "the handler calls that a start with this datamodel would make", all, counts, listed, Map.of());
    }

    private void add(LocalType type, Key key, Happening happening, Presence before, Presence after) {
        String kind = HandlerEvent.valueOf(happening.name()).word();
        counts.get(type.name()).merge(kind, 1, Integer::sum);
        if (listed.size() < limit) {
            Entry old = whole(before);
            Entry now = whole(after);
            String text = QueueErrors.text(type, key, now.isEmpty() ? old : now);
            listed.add(new PlanReport.Change(kind, type.name(), key.value(), text, attributes(type, old, now)));
        }
    }

    /** Without secrets, and without the date of what is in the trashbin. */
    private List<PlanReport.Attribute> attributes(LocalType type, Entry old, Entry now) {
        Set<String> hidden = new TreeSet<>(Set.of(ReservedNames.TRASHED_AT));
        hidden.addAll(cache.datamodel().secrets(type, cache.schema()));
        hidden.addAll(wanted.secrets(type, cache.schema()));
        EntryDelta delta = EntryDelta.between(old.without(hidden), now.without(hidden));
        Set<String> changed = delta.attributes();
        Set<String> names = new TreeSet<>(old.without(hidden).toMap().keySet());
        names.addAll(now.without(hidden).toMap().keySet());
        return names.stream()
                .map(name -> new PlanReport.Attribute(name, old.get(name), now.get(name), changed.contains(name)))
                .toList();
    }

    private static Entry whole(Presence object) {
        return object.isKept() ? object.kept() : object.isTrashed() ? object.trashed() : Entry.EMPTY;
    }
}
