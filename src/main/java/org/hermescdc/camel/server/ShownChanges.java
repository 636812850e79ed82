package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.diff.Change;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.Entry;
import org.hermescdc.ops.LogText;
import org.hermescdc.ops.PlanReport;

/** Changes as they may be shown: what clients would see of them, secrets only told by their type. */
public final class ShownChanges {

    private final ServerCache cache;

    ShownChanges(ServerCache cache) {
        this.cache = cache;
    }

    public PlanReport.Change of(ServerPlan.Planned planned) {
        Change change = planned.change();
        ServerType type = cache.type(change.type());
        Entry before = Entry.EMPTY;
        EntryDelta delta;
        Entry named;
        if (change instanceof Change.Added added && planned.event() instanceof Event.Added event) {
            named = added.fetched();
            delta = new EntryDelta(event.attributes(), Entry.EMPTY, Set.of());
        } else if (change instanceof Change.Modified modified && planned.event() instanceof Event.Modified event) {
            named = modified.cached();
            before = type.sentInClear(modified.cached());
            delta = event.delta();
        } else {
            named = ((Change.Removed) change).cached();
            before = type.sentInClear(named);
            delta = new EntryDelta(Entry.EMPTY, Entry.EMPTY, before.attributes());
        }
        return new PlanReport.Change(
                change.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                change.type(),
                change.key().value(),
                String.valueOf(type.text(change.key(), named)),
                attributes(before, delta, type.config().secrets()));
    }

    private static List<PlanReport.Attribute> attributes(Entry before, EntryDelta delta, Set<String> secrets) {
        Set<String> names = new TreeSet<>(before.attributes());
        names.addAll(delta.attributes());
        List<PlanReport.Attribute> attributes = new ArrayList<>();
        for (String name : names) {
            boolean changed = delta.attributes().contains(name);
            Object old = before.get(name);
            Object after = delta.added().has(name)
                    ? delta.added().get(name)
                    : delta.modified().has(name) ? delta.modified().get(name) : changed ? null : old;
            if (old == null && !delta.added().has(name)) {
                old = after == null ? "" : after; // a secret, which no cache keeps
            }
            boolean secret = secrets.contains(name);
            attributes.add(new PlanReport.Attribute(name, shown(old, secret), shown(after, secret), changed));
        }
        return attributes;
    }

    private static Object shown(Object value, boolean secret) {
        return value == null || !secret ? value : LogText.secret(value);
    }
}
