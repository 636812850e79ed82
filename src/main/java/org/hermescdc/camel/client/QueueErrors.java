package org.hermescdc.camel.client;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.core.trashbin.Presence;

/** What is told of the error queue: the first entry of each local object, if it has a message (spec/04). */
final class QueueErrors {

    private final ClientCache cache;

    QueueErrors(ClientCache cache) {
        this.cache = cache;
    }

    /** By number of the entry. */
    Map<String, QueuedError> all() {
        Map<String, QueuedError> errors = new LinkedHashMap<>();
        Set<ObjectId> seen = new HashSet<>();
        for (QueuedEvent entry : cache.queue().entries()) {
            if (seen.add(entry.localObject()) && entry.message() != null) {
                errors.put(
                        Long.toString(entry.number()),
                        new QueuedError(
                                text(entry), entry.message(), entry.local() == null ? entry.remote() : entry.local()));
            }
        }
        return errors;
    }

    /** What people call the object of an entry. */
    String text(QueuedEvent entry) {
        ObjectId local = entry.localObject();
        ObjectId remote = cache.queue().objectOf(entry);
        Twins localTwins = cache.collections().local(local.type());
        if (localTwins == null) {
            return bare(local);
        }
        return find(localTwins, local)
                .map(object -> localText(local, object))
                .or(() -> Optional.ofNullable(cache.collections().remote(remote.type()))
                        .flatMap(twins -> find(twins, remote))
                        .map(object -> bare(remote)))
                .orElseGet(() -> bare(local));
    }

    private static Optional<Entry> find(Twins twins, ObjectId id) {
        return whole(twins.complete().find(id.key()))
                .or(() -> whole(twins.plain().find(id.key())));
    }

    private static Optional<Entry> whole(Presence object) {
        return Optional.ofNullable(object.isKept() ? object.kept() : object.trashed());
    }

    private String localText(ObjectId id, Entry object) {
        return text(cache.datamodel().types().get(id.type()), id.key(), object);
    }

    /** What people call a local object. */
    static String text(LocalType type, Key key, Entry object) {
        ObjectId id = new ObjectId(type.name(), key);
        try {
            return type.text()
                    .map(text -> String.valueOf(text.render(object.toMap())))
                    .orElseGet(() -> bare(id));
        } catch (HermesException e) {
            return bare(id);
        }
    }

    private static String bare(ObjectId id) {
        return "<" + id + ">";
    }
}
