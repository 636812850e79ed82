package org.hermescdc.camel.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.store.UnitOfWork;

/**
 * Changes of the client's cache that happen together: those of the store, and those of what only memory holds. What it has
 * set can be asked for before it is applied.
 */
final class Update {

    private final UnitOfWork unit = new UnitOfWork();
    private final List<Runnable> inMemory = new ArrayList<>();
    private final Map<Place, Presence> objects = new HashMap<>();
    private final Map<Long, Optional<QueuedEvent>> entries = new HashMap<>();

    private record Place(Collection collection, Key key) {}

    UnitOfWork unit() {
        return unit;
    }

    /** Adds what is to be done once the store has taken the unit. */
    void afterwards(Runnable change) {
        inMemory.add(change);
    }

    /** Notes where an object is with this update. */
    void places(Collection collection, Key key, Presence object) {
        objects.put(new Place(collection, key), object);
    }

    /** Where this update puts an object; empty if it does not concern it. */
    Optional<Presence> place(Collection collection, Key key) {
        return Optional.ofNullable(objects.get(new Place(collection, key)));
    }

    /** Notes an entry of the error queue; empty: it goes. */
    void queues(long number, Optional<QueuedEvent> entry) {
        entries.put(number, entry);
    }

    /** The entries of the error queue that this update concerns, by number; empty: it goes. */
    Map<Long, Optional<QueuedEvent>> entries() {
        return entries;
    }

    void finish() {
        inMemory.forEach(Runnable::run);
    }
}
