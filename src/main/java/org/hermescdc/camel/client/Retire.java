package org.hermescdc.camel.client;

import org.hermescdc.camel.FatalException;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.trashbin.Presence;

/**
 * The steps {@code retire} after a handler was told that a local object has no place any more: what came of it is one unit.
 * After a death of the process the objects that are left are told by the cache, and the last call is flagged.
 */
public final class Retire {

    private final ClientCache cache;
    private final Settlement settlement;

    Retire(ClientCache cache) {
        this.cache = cache;
        this.settlement = new Settlement(cache);
    }

    /** The object left the target: it is forgotten, with what the queue has for it. */
    public void record(Tried tried) {
        LocalChange change = tried.change();
        ObjectId object = objectOf(change);
        Update update = new Update();
        cache.collections().local(change.localType()).plain().set(update, change.key(), Presence.NOWHERE);
        leaveComplete(update, change);
        cache.queue()
                .entriesOf(object)
                .filter(entry -> entry.localType().equals(change.localType()))
                .forEach(entry -> cache.queueTable().remove(update, entry.number()));
        settlement.settle(update, object);
        land(update);
    }

    /**
     * The handler failed.
     *
     * @throws FatalException if the client has to end; the object is as it was
     * @throws HermesException if the change that wants the object gone has to wait; the object is as it was
     */
    public void failed(Tried tried) {
        LocalChange change = tried.change();
        Retirement cause = ((LocalChange.FromRetirement) change.origin()).cause();
        ObjectId local = new ObjectId(change.localType(), change.key());
        Update update = new Update();
        switch (cause) {
            case LEFT_SCHEMA -> {
                leaveComplete(update, change);
                QueuedEvent entry = new QueuedEvent(
                        cache.queue().nextNumber(), null, change.local(), change.localType(), tried.failure());
                cache.queueTable().put(update, entry.failed(change.local(), tried.progress(), tried.failure()));
                land(update);
            }
            case LEFT_DATAMODEL -> {
                land(update);
                throw new FatalException(
                        "the datamodel changed, and " + local
                                + ", whose type is not made so any more, cannot be removed"
                                + " from the target: " + tried.failure()
                                + "; the client ends, and its next start goes on with the objects that are left",
                        null);
            }
            case WITHOUT_KEY -> {
                land(update);
                throw new HermesException(
                        "the primary key of " + objectOf(change).type() + " changes, and the trashed "
                                + local + ", which has no value for the new one, cannot be removed from the target: "
                                + tried.failure() + "; the client waits with the new data schema until that succeeds");
            }
        }
    }

    private void leaveComplete(Update update, LocalChange change) {
        cache.collections().local(change.localType()).complete().set(update, change.key(), Presence.NOWHERE);
    }

    private void land(Update update) {
        cache.state().landed(update);
        cache.apply(update);
    }

    private static ObjectId objectOf(LocalChange change) {
        return ((LocalChange.FromRetirement) change.origin()).object();
    }
}
