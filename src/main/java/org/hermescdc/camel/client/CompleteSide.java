package org.hermescdc.camel.client;

import java.util.Optional;
import java.util.stream.Stream;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.trashbin.Happening;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.core.trashbin.Transition;

/**
 * The complete collections: as the plain ones will be once the error queue is empty. A recycled object stands there as it
 * was trashed until the {@code modified} that follows is processed (see the recorded scenarios).
 */
final class CompleteSide {

    private final ClientCache cache;
    private final RemovalTime removal;

    CompleteSide(ClientCache cache, RemovalTime removal) {
        this.cache = cache;
        this.removal = removal;
    }

    /** Where a local object will be, whatever its collection says: with a recycling to be followed by its modification. */
    Presence find(String localType, Key key) {
        boolean recycled = queue(localType, key).anyMatch(CompleteSide::followsRecycling);
        Twins twins = cache.collections().local(localType);
        return recycled
                ? replay(twins.plain().find(key), localType, key, -1)
                : twins.complete().find(key);
    }

    /** The remote object, as the event leaves it; a retried event has left it long ago. */
    void remote(Update update, LocalChange change) {
        if (change.origin() instanceof LocalChange.FromBus bus) {
            set(update, change, bus.arrival().complete());
        } else if (change.origin() instanceof LocalChange.FromTrashbin) {
            set(update, change, Presence.NOWHERE);
        }
    }

    /** The local object of an event that waits: as the event will leave it. */
    void queued(Update update, LocalChange change) {
        if (change.local() != null && isNew(change)) {
            set(update, change.localType(), change.key(), transition(change).settled());
        }
    }

    /** The local object of an event that is processed. */
    void processed(Update update, Tried tried) {
        LocalChange change = tried.change();
        if (isNew(change)) {
            set(update, change.localType(), change.key(), transition(change).after());
            return;
        }
        QueuedEvent entry = change.entry().orElseThrow();
        boolean recycled = tried.transition().happening() == Happening.RECYCLED;
        if (recycled && !cache.queue().isFollowed(entry)) {
            set(update, change.localType(), change.key(), tried.transition().after());
        } else if (followsRecycling(entry)) {
            Presence after = replay(tried.transition().after(), change.localType(), change.key(), entry.number());
            set(update, change.localType(), change.key(), after);
        }
    }

    /** Whether the complete collections do not know the event yet: always but for what was queued with a local event. */
    private boolean isNew(LocalChange change) {
        Optional<QueuedEvent> entry = change.entry();
        return entry.isEmpty() || entry.get().local() == null && isThere(change);
    }

    /** An object that later events took away does not come back. */
    private boolean isThere(LocalChange change) {
        return cache.collections()
                .remote(change.remote().type())
                .complete()
                .find(change.key())
                .isKept();
    }

    private Transition transition(LocalChange change) {
        return Transition.of(find(change.localType(), change.key()), change.local(), removal.of(change));
    }

    /** Applies what the queue has for a local object, but for one entry. */
    private Presence replay(Presence start, String localType, Key key, long without) {
        Presence[] object = {start};
        queue(localType, key)
                .filter(entry -> entry.number() != without && entry.local() != null)
                .forEach(entry -> {
                    LocalChange change = LocalChange.retry(entry, entry.local(), false);
                    object[0] = Transition.of(object[0], entry.local(), removal.of(change))
                            .settled();
                });
        return object[0];
    }

    private Stream<QueuedEvent> queue(String localType, Key key) {
        String remoteType = cache.datamodel().types().get(localType).remoteType();
        return cache.queue().entriesOf(new ObjectId(remoteType, key)).filter(entry -> entry.localType()
                .equals(localType));
    }

    private static boolean followsRecycling(QueuedEvent entry) {
        return entry.remote() == null && entry.message() == null && entry.local() instanceof Event.Modified;
    }

    private void set(Update update, LocalChange change, Presence remote) {
        cache.collections().remote(change.remote().type()).complete().set(update, change.key(), remote);
    }

    private void set(Update update, String localType, Key key, Presence object) {
        cache.collections().local(localType).complete().set(update, key, object);
    }
}
