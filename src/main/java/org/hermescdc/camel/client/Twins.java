package org.hermescdc.camel.client;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;

/**
 * The two states of one type.
 *
 * @param plain as successfully processed: what the target has
 * @param complete as it will be once the error queue is empty
 */
record Twins(Collection plain, Collection complete) {

    List<Collection> sides() {
        return List.of(plain, complete);
    }

    /** All four tables. */
    Stream<ObjectTable> tables() {
        return sides().stream().flatMap(side -> Stream.of(side.kept(), side.trashed()));
    }

    /** The keys of all objects, wherever they are, in key order. */
    Set<Key> keys() {
        Set<Key> keys = new TreeSet<>(KeyOrder.TOTAL);
        tables().forEach(table -> keys.addAll(table.keys()));
        return keys;
    }

    /** Takes all objects and the tables away. */
    void drop(Update update) {
        tables().forEach(table -> update.unit().drop(table.table()));
    }

    /** Takes over what the same tables knew of secrets before; null: they are new. */
    void inherit(Twins before) {
        if (before != null) {
            plain.inherit(before.plain);
            complete.inherit(before.complete);
        }
    }
}
