package org.hermescdc.camel.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hermescdc.core.errorqueue.ErrorQueue;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.store.ErrorQueueFormat;
import org.hermescdc.store.FileKind;
import org.hermescdc.store.Store;
import org.hermescdc.store.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The error queue in the store, and as the value that is asked about it. */
final class QueueTable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueTable.class);

    private final Table<Long, QueuedEvent> table;
    private final List<Long> unknown = new ArrayList<>();
    private final ErrorQueue queue;

    /**
     * @param empty the value to fill with what the store has
     * @param isKnown tells the local types of the datamodel: entries of others are dropped
     */
    QueueTable(Store store, ErrorQueue empty, Predicate<String> isKnown) {
        this.table = store.table("_errorqueue", ErrorQueueFormat.INSTANCE, FileKind.PRIVATE_DATA);
        this.queue = empty;
        table.values().forEach(entry -> take(entry, isKnown));
    }

    private void take(QueuedEvent entry, Predicate<String> isKnown) {
        if (isKnown.test(entry.localType())) {
            queue.put(entry);
        } else {
            LOG.warn(
                    "error queue: entry {} of {} dropped: the datamodel has no such local type",
                    entry.number(),
                    entry.localObject());
            unknown.add(entry.number());
        }
    }

    ErrorQueue queue() {
        return queue;
    }

    /** Makes the table exist, without entries of unknown types. */
    void settle(Update update) {
        update.unit().create(table);
        unknown.forEach(number -> update.unit().remove(table, number));
    }

    /** Whether the remote object has an entry once the update is applied. */
    boolean holds(Update update, ObjectId object) {
        Stream<QueuedEvent> untouched =
                queue.entriesOf(object).filter(entry -> !update.entries().containsKey(entry.number()));
        Stream<QueuedEvent> put = update.entries().values().stream()
                .flatMap(Optional::stream)
                .filter(entry -> queue.objectOf(entry).equals(object));
        return Stream.concat(untouched, put).findAny().isPresent();
    }

    void put(Update update, QueuedEvent entry) {
        update.queues(entry.number(), Optional.of(entry));
        update.unit().put(table, entry.number(), entry);
        update.afterwards(() -> queue.put(entry));
    }

    void remove(Update update, long number) {
        update.queues(number, Optional.empty());
        update.unit().remove(table, number);
        update.afterwards(() -> queue.remove(number));
    }
}
