package org.hermescdc.camel.client;

import java.util.Optional;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.core.trashbin.Transition;

/**
 * Records what came of a local event: the steps {@code record} and {@code queue}. Each outcome is one unit, with the
 * place on the bus: after a death of the process nothing is lost, and at most the last call is made again.
 */
public final class Outcome {

    private final ClientCache cache;
    private final RemovalTime removal;
    private final Cadence retries;

    Outcome(ClientCache cache, RemovalTime removal, Cadence retries) {
        this.cache = cache;
        this.removal = removal;
        this.retries = retries;
    }

    /** Records that a handler is about to be called; for a queued event its entry tells that. */
    void announce(LocalChange change) {
        if (change.origin() instanceof LocalChange.FromBus bus) {
            Update update = new Update();
            completeRemote(update, bus.arrival());
            cache.state().inFlight(update, mark(bus.arrival()).calling(change.localType()));
            cache.apply(update);
        }
    }

    /** The event is processed: target and cache are the same again. */
    public void record(Tried tried) {
        LocalChange change = tried.change();
        Update update = new Update();
        complete(update, change);
        cache.collections()
                .local(change.localType())
                .plain()
                .set(update, change.key(), tried.transition().after());
        if (change.remote() != null) {
            plainRemote(update, tried);
        }
        if (change.origin() instanceof LocalChange.FromQueue queued) {
            cache.queueTable().remove(update, queued.entry().number());
        }
        Optional<QueuedEvent> followUp = followUp(tried);
        followUp.ifPresent(entry -> cache.queueTable().put(update, entry));
        move(update, change);
        cache.apply(update);
        if (followUp.isPresent() && !change.isRetry()) {
            retries.hurry();
        }
    }

    /** The event waits, untried. */
    public void queue(LocalChange change) {
        Update update = new Update();
        complete(update, change);
        cache.queueTable().put(update, entry(change, change.progress(), change.obstacle()));
        move(update, change);
        cache.apply(update);
    }

    /** The event failed and waits for its retry. */
    public void queueFailed(Tried tried) {
        Update update = new Update();
        complete(update, tried.change());
        cache.queueTable().put(update, entry(tried.change(), tried.progress(), tried.failure()));
        move(update, tried.change());
        cache.apply(update);
    }

    private QueuedEvent entry(LocalChange change, Event.Progress progress, String message) {
        QueuedEvent entry = change.origin() instanceof LocalChange.FromQueue queued
                ? queued.entry()
                : new QueuedEvent(
                        cache.queue().nextNumber(), change.remote(), change.local(), change.localType(), message);
        return entry.failed(change.local(), progress, message);
    }

    /** What a recycling leaves to be done. Behind later events of the object it would undo them: then it takes their lead. */
    private Optional<QueuedEvent> followUp(Tried tried) {
        if (tried.transition().remaining().isEmpty()) {
            return Optional.empty();
        }
        LocalChange change = tried.change();
        ObjectEvent modified = new Event.Modified(
                change.localType(), change.key(), tried.transition().remaining());
        return Optional.of(new QueuedEvent(followUpNumber(change), null, modified, change.localType(), null));
    }

    private long followUpNumber(LocalChange change) {
        return change.origin() instanceof LocalChange.FromQueue queued
                        && cache.queue().isFollowed(queued.entry())
                ? queued.entry().number()
                : cache.queue().nextNumber();
    }

    private void complete(Update update, LocalChange change) {
        if (change.origin() instanceof LocalChange.FromBus bus) {
            completeRemote(update, bus.arrival());
            if (change.local() != null) {
                completeLocal(update, change);
            }
        } else if (isMadeLate(change)) {
            completeLocal(update, change);
        }
    }

    /** A local event that could not be made before is new to the complete collection, unless the object is gone there. */
    private boolean isMadeLate(LocalChange change) {
        return change.local() != null
                && change.origin() instanceof LocalChange.FromQueue queued
                && queued.entry().local() == null
                && cache.collections()
                        .remote(change.remote().type())
                        .complete()
                        .find(change.key())
                        .isKept();
    }

    private void completeRemote(Update update, Arrival arrival) {
        ObjectEvent event = arrival.event();
        cache.collections().remote(event.type()).complete().set(update, event.key(), arrival.complete());
    }

    private void completeLocal(Update update, LocalChange change) {
        Collection complete = cache.collections().local(change.localType()).complete();
        Presence object = complete.find(change.key());
        Transition transition = Transition.of(object, change.local(), removal.of(change));
        complete.set(update, change.key(), transition.settled());
    }

    private void plainRemote(Update update, Tried tried) {
        ObjectEvent remote = tried.change().remote();
        Collection plain = cache.collections().remote(remote.type()).plain();
        Presence object = plain.find(remote.key());
        plain.set(update, remote.key(), tried.transition().ofRemote(object, remote, removal.of(tried.change())));
    }

    private void move(Update update, LocalChange change) {
        if (!(change.origin() instanceof LocalChange.FromBus bus)) {
            return;
        }
        if (bus.last()) {
            cache.state().past(update, bus.arrival().message().next());
        } else {
            cache.state().inFlight(update, mark(bus.arrival()).done(change.localType()));
        }
    }

    private InFlight mark(Arrival arrival) {
        return cache.state()
                .inFlight()
                .filter(mark -> mark.offset() == arrival.message().offset())
                .orElse(arrival.mark());
    }
}
