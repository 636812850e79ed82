package org.hermescdc.camel.client;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.store.ErrorQueueFormat;
import org.hermescdc.store.FileKind;
import org.hermescdc.store.Store;
import org.hermescdc.store.Table;

/**
 * Modifications that recycled objects still lack, and that are not in the error queue. Under autoremediation, what the retry
 * of an addition leaves to be done is merged with that very addition, and goes with it: the recorded scenarios show an empty
 * queue then. The target must not keep the old values for good, so the modification is kept here, and comes into the queue
 * with the next event of its object, with the second retry from then, with a new schema, or after a restart.
 */
final class Remainders {

    private final ClientCache cache;
    private final Cadence retries;
    private final Table<Long, QueuedEvent> table;
    private final Set<Long> passedOver = new HashSet<>();
    private boolean resumed;

    Remainders(Store store, ClientCache cache, Cadence retries) {
        this.cache = cache;
        this.retries = retries;
        this.table = table(store);
    }

    static Table<Long, QueuedEvent> table(Store store) {
        return store.table("_remainders", ErrorQueueFormat.INSTANCE, FileKind.PRIVATE_DATA);
    }

    /** Keeps a modification for later. */
    void keep(Update update, QueuedEvent modification) {
        List<Long> numbers = table.keys();
        long number = numbers.isEmpty() ? 1 : numbers.get(numbers.size() - 1) + 1;
        update.unit().put(table, number, numbered(number, modification));
    }

    /** Queues what a run before this one left: once, before anything else. */
    void resume() {
        if (!resumed) {
            resumed = true;
            queueAll();
        }
    }

    /** Queues what a retry has passed over already; passes over the others. */
    void queueDue() {
        queue(kept -> passedOver.contains(kept.number()));
        passedOver.addAll(table.keys());
    }

    /** Queues what is left of a remote object, so that it is done before anything else of that object. */
    void queueOf(ObjectId object) {
        queue(kept -> cache.queue().objectOf(kept).equals(object));
    }

    void queueAll() {
        queue(kept -> true);
    }

    private void queue(Predicate<QueuedEvent> wanted) {
        List<QueuedEvent> chosen = table.values().filter(wanted).toList();
        if (chosen.isEmpty()) {
            return;
        }
        Update update = new Update();
        long next = cache.queue().nextNumber();
        for (QueuedEvent kept : chosen) {
            cache.queueTable().put(update, numbered(next++, kept));
            update.unit().remove(table, kept.number());
            passedOver.remove(kept.number());
        }
        if (chosen.size() == table.size()) {
            update.unit().drop(table);
        }
        cache.apply(update);
        retries.hurry();
    }

    private static QueuedEvent numbered(long number, QueuedEvent modification) {
        return new QueuedEvent(number, null, modification.local(), modification.localType(), null);
    }
}
