package org.hermescdc.camel.client;

import java.util.Optional;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.core.trashbin.Rest;

/**
 * Where a remote object is once nothing of it waits any more: in both its collections at the same place, whatever led there.
 * To be asked at the end of each unit that may have taken the object's last entry out of the error queue.
 */
final class Settlement {

    private final ClientCache cache;

    Settlement(ClientCache cache) {
        this.cache = cache;
    }

    /** Settles the object within the update, unless something of it still waits then. */
    void settle(Update update, ObjectId object) {
        Twins twins = cache.collections().remote(object.type());
        if (twins == null || cache.queueTable().holds(update, object)) {
            return;
        }
        Key key = object.key();
        Presence plain = twins.plain().find(update, key);
        Presence complete = twins.complete().find(update, key);
        Rest rest = Rest.of(twins.plain().find(key), plain, complete, trashedLocal(update, object));
        set(update, twins.plain(), key, plain, rest.plain());
        set(update, twins.complete(), key, complete, rest.complete());
    }

    private static void set(Update update, Collection objects, Key key, Presence now, Presence then) {
        if (!now.equals(then)) {
            objects.set(update, key, then);
        }
    }

    /** Settles all objects of which nothing waits: for what dropped entries of the queue. */
    void settleAll(Update update) {
        for (String type : cache.schema().types().keySet()) {
            Twins twins = cache.collections().remote(type);
            for (Key key : twins.keys()) {
                if (!twins.plain().find(key).equals(twins.complete().find(key))) {
                    settle(update, new ObjectId(type, key));
                }
            }
        }
    }

    /** One of the local objects that are in the trashbin of the target. */
    private Optional<Entry> trashedLocal(Update update, ObjectId object) {
        return cache.datamodel().madeFrom(object.type()).stream()
                .map(type -> cache.collections().local(type.name()).plain().find(update, object.key()))
                .filter(Presence::isTrashed)
                .map(Presence::trashed)
                .findFirst();
    }
}
