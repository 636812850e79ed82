package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.List;
import org.hermescdc.core.diff.Change;
import org.hermescdc.core.event.Event;

/** What clients are told of a change: the event that is sent, and that a plan shows. */
final class ChangeEvents {

    private final ServerCache cache;

    ChangeEvents(ServerCache cache) {
        this.cache = cache;
    }

    /** The events of changes, in their order. */
    List<Event> of(List<? extends Change> changes) {
        List<Event> events = new ArrayList<>(changes.size());
        changes.forEach(change -> events.add(of(change)));
        return events;
    }

    Event.ObjectEvent of(Change change) {
        if (change instanceof Change.Added added) {
            ServerType type = cache.type(added.type());
            return new Event.Added(Event.Category.BASE, added.type(), added.key(), type.sent(added.fetched()));
        }
        if (change instanceof Change.Modified modified) {
            return new Event.Modified(modified.type(), modified.key(), modified.delta());
        }
        return new Event.Removed(change.type(), change.key());
    }
}
