package org.hermescdc.camel.client;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hermescdc.core.errorqueue.QueuePlan;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.errorqueue.Replay;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
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
    private final Backlog backlog;

    CompleteSide(ClientCache cache, RemovalTime removal, Backlog backlog) {
        this.cache = cache;
        this.removal = removal;
        this.backlog = backlog;
    }

    /** Where a local object will be, whatever its collection says: with a recycling to be followed by its modification. */
    Presence find(String localType, Key key) {
        Replay queue = backlog.of(new ObjectId(localType, key));
        Twins twins = cache.collections().local(localType);
        return queue.entries().stream().anyMatch(CompleteSide::followsRecycling)
                ? queue.local(twins.plain().find(key))
                : twins.complete().find(key);
    }

    /** The remote object, as the event leaves it; a retried event has left it long ago. */
    void remote(Update update, LocalChange change) {
        if (change.origin() instanceof LocalChange.FromBus bus) {
            setRemote(update, change, bus.arrival().complete());
        } else if (change.origin() instanceof LocalChange.FromTrashbin) {
            setRemote(update, change, Presence.NOWHERE);
        }
    }

    /** An event that begins to wait: its objects as it will leave them. What is swallowed leaves nothing in the trashbin. */
    void waits(Update update, LocalChange change, QueuePlan plan) {
        boolean replaces = !(plan instanceof QueuePlan.Append) && change.local() instanceof Event.Added;
        if (replaces && change.origin() instanceof LocalChange.FromBus bus) {
            setRemote(update, change, bus.arrival().complete().with(null));
        }
        if (plan instanceof QueuePlan.Drop drop) {
            setLocal(update, change, without(drop.number(), change, plainLocal(change)));
        } else if (change.local() != null) {
            Presence complete = find(change.localType(), change.key());
            Presence awaited = Transition.awaited(complete, plainLocal(change), change.local(), removal.of(change));
            setLocal(update, change, replaces ? awaited.with(null) : awaited);
        }
    }

    /** An event that waits on: new is only one whose local event could be made at last. */
    void waitsOn(Update update, LocalChange change) {
        if (change.entry().filter(CompleteSide::followsRecycling).isPresent()) {
            setLocal(update, change, backlog.of(local(change)).local(plainLocal(change)));
        } else if (change.local() != null && isNew(change)) {
            setLocal(update, change, transition(change).settled());
        }
    }

    /**
     * The objects of an event that is processed.
     *
     * @param remote where the remote object is now, as processed; null if there is none
     */
    void processed(Update update, Tried tried, Presence remote) {
        LocalChange change = tried.change();
        setLocal(update, change, afterwards(tried));
        boolean retried = remote != null && change.isRetry();
        if (retried && !remote.isTrashed() && !isToBeRemoved(change, QueuedEvent::remote)) {
            setRemote(update, change, storedRemote(change).with(null));
        }
    }

    private Presence afterwards(Tried tried) {
        LocalChange change = tried.change();
        boolean recycled = tried.transition().happening() == Happening.RECYCLED;
        if (isNew(change)) {
            Transition transition = transition(change);
            boolean nothingFollows = recycled && tried.transition().remaining().isEmpty();
            return nothingFollows ? transition.settled() : transition.after();
        }
        Presence plain = tried.transition().after();
        QueuedEvent entry = change.entry().orElseThrow();
        Presence complete = storedLocal(change);
        if (recycled && !backlog.isFollowed(entry)) {
            complete = plain;
        } else if (followsRecycling(entry)) {
            complete = without(entry.number(), change, plain);
        }
        return plain.isTrashed() || isToBeRemoved(change, QueuedEvent::local) ? complete : complete.with(null);
    }

    /** Whether another entry of the object will remove it: until then its place in the trashbin stays. */
    private boolean isToBeRemoved(LocalChange change, Function<QueuedEvent, ObjectEvent> side) {
        long number = change.entry().map(QueuedEvent::number).orElse(0L);
        return backlog.of(local(change)).entries().stream()
                .anyMatch(entry -> entry.number() != number && side.apply(entry) instanceof Event.Removed);
    }

    /** Whether the complete collections do not know the event yet: always but for what was queued with a local event. */
    private boolean isNew(LocalChange change) {
        Optional<QueuedEvent> entry = change.entry();
        return entry.isEmpty() || entry.get().local() == null && isThere(change);
    }

    /** An object that later events took away does not come back. */
    private boolean isThere(LocalChange change) {
        return storedRemote(change).isKept();
    }

    private Transition transition(LocalChange change) {
        return Transition.of(find(change.localType(), change.key()), change.local(), removal.of(change));
    }

    /** What the queue makes of a local object without one of its entries. */
    private Presence without(long number, LocalChange change, Presence start) {
        Replay queue = backlog.of(local(change));
        List<QueuedEvent> others = queue.entries().stream()
                .filter(entry -> entry.number() != number)
                .toList();
        return new Replay(others, queue.trashSince()).local(start);
    }

    private static boolean followsRecycling(QueuedEvent entry) {
        return entry.remote() == null && entry.message() == null && entry.local() instanceof Event.Modified;
    }

    private static ObjectId local(LocalChange change) {
        return new ObjectId(change.localType(), change.key());
    }

    private Presence plainLocal(LocalChange change) {
        return cache.collections().local(change.localType()).plain().find(change.key());
    }

    private Presence storedLocal(LocalChange change) {
        return cache.collections().local(change.localType()).complete().find(change.key());
    }

    private Presence storedRemote(LocalChange change) {
        return cache.collections().remote(change.remote().type()).complete().find(change.key());
    }

    private void setRemote(Update update, LocalChange change, Presence object) {
        cache.collections().remote(change.remote().type()).complete().set(update, change.key(), object);
    }

    private void setLocal(Update update, LocalChange change, Presence object) {
        cache.collections().local(change.localType()).complete().set(update, change.key(), object);
    }
}
