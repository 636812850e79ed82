package org.hermescdc.camel.client;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.ObjectId;

/**
 * How far the event being processed is: what a restart after a death goes on from.
 *
 * @param kind what the event comes from
 * @param subject which event
 * @param object the remote object that it is about; null where a message tells that
 * @param done local types whose outcome is recorded
 * @param calling the local type whose handler was called last: its call may have had its effect
 */
record InFlight(Kind kind, String subject, ObjectId object, Set<String> done, String calling) {

    enum Kind {
        MESSAGE,
        PURGE,
        /** A change of datamodel or schema: it finds by itself what is left to be done. */
        CHANGE
    }

    InFlight {
        done = new LinkedHashSet<>(done);
    }

    /** Nothing is done yet with the message at {@code offset}. */
    static InFlight ofMessage(long offset) {
        return new InFlight(Kind.MESSAGE, "message " + offset, null, Set.of(), null);
    }

    /** Nothing is done yet with the purge of a trashed object. */
    static InFlight ofPurge(ObjectId object) {
        return new InFlight(Kind.PURGE, "purge " + object, object, Set.of(), null);
    }

    /** Nothing is done yet with what a change means for an object. */
    static InFlight ofChange(ObjectId object) {
        return new InFlight(Kind.CHANGE, "change " + object, object, Set.of(), null);
    }

    boolean isOf(InFlight other) {
        return subject.equals(other.subject);
    }

    InFlight calling(String localType) {
        return new InFlight(kind, subject, object, done, localType);
    }

    InFlight done(String localType) {
        Set<String> more = new LinkedHashSet<>(done);
        more.add(localType);
        return new InFlight(kind, subject, object, more, null);
    }

    List<Object> toTree() {
        List<Object> id =
                object == null ? null : List.of(object.type(), object.key().value());
        return Arrays.asList(kind.name(), subject, id, List.copyOf(done), calling);
    }

    static InFlight fromTree(Object tree) {
        List<?> items = (List<?>) tree;
        Set<String> done = new LinkedHashSet<>();
        ((List<?>) items.get(3)).forEach(type -> done.add((String) type));
        return new InFlight(
                Kind.valueOf((String) items.get(0)),
                (String) items.get(1),
                items.get(2) instanceof List<?> id ? new ObjectId((String) id.get(0), Key.of(id.get(1))) : null,
                done,
                (String) items.get(4));
    }
}
