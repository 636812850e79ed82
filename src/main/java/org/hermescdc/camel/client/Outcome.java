package org.hermescdc.camel.client;

import java.util.Optional;
import org.hermescdc.core.errorqueue.QueuePlan;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.trashbin.Happening;
import org.hermescdc.core.trashbin.Presence;

/**
 * Records what came of a local event: the steps {@code record} and {@code queue}. Each outcome is one unit, with the
 * place on the bus: after a death of the process nothing is lost, and at most the last call is made again. The outcome of
 * an event from the bus is recorded before the next call of a handler, together with what announces that one.
 */
public final class Outcome {

    private final ClientCache cache;
    private final CompleteSide complete;
    private final Settlement settlement;
    private final Backlog backlog;
    private final Remainders remainders;
    private final RemovalTime removal;
    private final Cadence retries;

    Outcome(
            ClientCache cache,
            CompleteSide complete,
            Backlog backlog,
            Remainders remainders,
            RemovalTime removal,
            Cadence retries) {
        this.cache = cache;
        this.complete = complete;
        this.settlement = new Settlement(cache);
        this.backlog = backlog;
        this.remainders = remainders;
        this.removal = removal;
        this.retries = retries;
    }

    /**
     * Records that a handler is about to be called; of a queued event its entry tells that.
     *
     * @return whether the handler may have seen the event before
     */
    boolean announce(LocalChange change) {
        Optional<InFlight> mark = mark(change);
        if (mark.isEmpty()) {
            return true;
        }
        Update update = new Update();
        complete.remote(update, change);
        cache.state().inFlight(update, mark.get().calling(change.localType()));
        cache.apply(update);
        return change.localType().equals(mark.get().calling());
    }

    /** The event is processed: target and cache are the same again. */
    public void record(Tried tried) {
        LocalChange change = tried.change();
        Optional<QueuedEvent> followUp = followUp(tried);
        Update update = new Update();
        complete.remote(update, change);
        complete.processed(update, tried, plain(update, tried));
        change.entry().ifPresent(entry -> cache.queueTable().remove(update, entry.number()));
        followUp.ifPresent(entry -> followUp(update, entry, change));
        settle(update, change);
        move(update, change);
        if (change.origin() instanceof LocalChange.FromBus && followUp.isEmpty()) {
            cache.note(update);
            return;
        }
        cache.apply(update);
        if (followUp.isPresent() && !change.isRetry()) {
            retries.hurry();
        }
    }

    /** The event waits, untried. */
    public void queue(LocalChange change) {
        queue(change, change.progress(), change.obstacle());
    }

    /** The event failed and waits for its retry. */
    public void queueFailed(Tried tried) {
        queue(tried.change(), tried.progress(), tried.failure());
    }

    private void queue(LocalChange change, Event.Progress progress, String message) {
        Update update = new Update();
        complete.remote(update, change);
        if (change.entry().isPresent()) {
            complete.waitsOn(update, change);
            cache.queueTable().put(update, change.entry().get().failed(change.local(), progress, message));
        } else {
            append(update, change, progress, message);
        }
        settle(update, change);
        move(update, change);
        cache.apply(update);
    }

    private void append(Update update, LocalChange change, Event.Progress progress, String message) {
        QueuedEvent newcomer = new QueuedEvent(
                        cache.queue().nextNumber(), change.remote(), change.local(), change.localType(), message)
                .failed(change.local(), progress, message);
        QueuePlan plan = backlog.plan(newcomer);
        complete.waits(update, change, plan);
        backlog.carryOut(update, plan);
    }

    /** What a recycling leaves to be done. Behind later events of the object it would undo them: then it takes their lead. */
    private Optional<QueuedEvent> followUp(Tried tried) {
        if (tried.transition().remaining().isEmpty()) {
            return Optional.empty();
        }
        LocalChange change = tried.change();
        ObjectEvent modified = new Event.Modified(
                change.localType(), change.key(), tried.transition().remaining());
        long number = change.entry()
                .filter(backlog::isFollowed)
                .map(QueuedEvent::number)
                .orElseGet(cache.queue()::nextNumber);
        return Optional.of(new QueuedEvent(number, null, modified, change.localType(), null));
    }

    /** Autoremediation merges it with the retried addition that it follows: that one is done, and it is kept elsewhere. */
    private void followUp(Update update, QueuedEvent modification, LocalChange change) {
        boolean leads = change.entry().filter(backlog::isFollowed).isPresent();
        if (!leads && backlog.plan(modification) instanceof QueuePlan.Merge) {
            remainders.keep(update, modification);
        } else {
            cache.queueTable().put(update, modification);
        }
    }

    /**
     * What the target has now; a trashed object that is modified keeps there what it had.
     *
     * @return where the remote object is then; null if the event has none
     */
    private Presence plain(Update update, Tried tried) {
        LocalChange change = tried.change();
        if (tried.transition().happening() != Happening.NOTHING) {
            Collection locals = cache.collections().local(change.localType()).plain();
            locals.set(update, change.key(), tried.transition().after());
        }
        ObjectEvent remote = change.remote();
        if (remote == null) {
            return null;
        }
        Collection objects = cache.collections().remote(remote.type()).plain();
        Presence object = objects.find(remote.key());
        Presence after = tried.transition().ofRemote(object, remote, removal.of(change));
        objects.set(update, remote.key(), after);
        return after;
    }

    private void settle(Update update, LocalChange change) {
        if (change.isLast()) {
            String remoteType =
                    cache.datamodel().types().get(change.localType()).remoteType();
            settlement.settle(update, new ObjectId(remoteType, change.key()));
        }
    }

    private void move(Update update, LocalChange change) {
        if (change.origin() instanceof LocalChange.FromBus bus && bus.last()) {
            cache.state().past(update, bus.arrival().message().next());
        } else if (change.origin() instanceof LocalChange.FromTrashbin purge && purge.last()
                || change.origin() instanceof LocalChange.FromConversion) {
            cache.state().landed(update);
        } else {
            mark(change).ifPresent(mark -> cache.state().inFlight(update, mark.done(change.localType())));
        }
    }

    /** How far the event is; none for a queued one. */
    private Optional<InFlight> mark(LocalChange change) {
        InFlight begun;
        if (change.origin() instanceof LocalChange.FromBus bus) {
            begun = bus.arrival().mark();
        } else if (change.origin() instanceof LocalChange.FromTrashbin purge) {
            begun = InFlight.ofPurge(purge.object());
        } else if (change.origin() instanceof LocalChange.FromConversion conversion) {
            begun = InFlight.ofChange(conversion.object());
        } else if (change.origin() instanceof LocalChange.FromRetirement retirement) {
            begun = InFlight.ofChange(retirement.object());
        } else {
            return Optional.empty();
        }
        return Optional.of(cache.state().inFlight().filter(begun::isOf).orElse(begun));
    }
}
