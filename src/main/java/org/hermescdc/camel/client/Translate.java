package org.hermescdc.camel.client;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.hermescdc.core.errorqueue.ErrorQueue;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.core.translate.TranslationException;
import org.hermescdc.core.trashbin.Presence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The step {@code translate}: a remote event becomes one event for each local type made from its type, in their order. */
public final class Translate {

    private static final Logger LOG = LoggerFactory.getLogger(Translate.class);

    private final ClientCache cache;
    private final CompleteSide complete;

    Translate(ClientCache cache, CompleteSide complete) {
        this.cache = cache;
        this.complete = complete;
    }

    public List<LocalChange> translate(Received.Change change) {
        Arrival arrival = change.arrival();
        List<LocalChange> changes = new ArrayList<>();
        Iterator<LocalType> types = cache.datamodel().madeFrom(arrival.event().type()).stream()
                .filter(type -> !arrival.mark().done().contains(type.name()))
                .iterator();
        while (types.hasNext()) {
            LocalType type = types.next();
            changes.add(change(new LocalChange.FromBus(arrival, !types.hasNext()), type));
        }
        return changes;
    }

    private LocalChange change(LocalChange.FromBus origin, LocalType type) {
        Arrival arrival = origin.arrival();
        ObjectEvent event = arrival.event();
        if (!(event instanceof Event.Removed) && cache.queue().hasUnmade(arrival.object(), type.name())) {
            String why = cache.queue()
                    .obstacle(arrival.object(), event)
                    .orElseGet(() -> ErrorQueue.occupied(arrival.object()));
            return new LocalChange(origin, event, null, type.name(), why, false);
        }
        try {
            ObjectEvent local = cache.collections()
                    .translation(type)
                    .event(event, whole(arrival.complete()), whole(complete.find(type.name(), event.key())));
            boolean silent =
                    local instanceof Event.Modified modified && modified.delta().isEmpty();
            return new LocalChange(origin, event, local, type.name(), null, silent);
        } catch (TranslationException e) {
            LOG.error("{}: {}; the event goes to the error queue", arrival.object(), e.getMessage());
            return new LocalChange(origin, event, null, type.name(), e.getMessage(), false);
        }
    }

    private static Entry whole(Presence object) {
        if (object.isKept()) {
            return object.kept();
        }
        return object.isTrashed() ? object.trashed() : Entry.EMPTY;
    }
}
