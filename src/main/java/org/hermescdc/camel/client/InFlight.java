package org.hermescdc.camel.client;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hermescdc.core.model.ObjectId;

/**
 * How far the event being processed is: what a restart after a death goes on from.
 *
 * @param subject which event
 * @param done local types whose outcome is recorded
 * @param calling the local type whose handler was called last: its call may have had its effect
 */
record InFlight(String subject, Set<String> done, String calling) {

    InFlight {
        done = new LinkedHashSet<>(done);
    }

    /** Nothing is done yet with the message at {@code offset}. */
    static InFlight ofMessage(long offset) {
        return new InFlight("message " + offset, Set.of(), null);
    }

    /** Nothing is done yet with the purge of a trashed object. */
    static InFlight ofPurge(ObjectId object) {
        return new InFlight("purge " + object, Set.of(), null);
    }

    boolean isOf(InFlight other) {
        return subject.equals(other.subject);
    }

    InFlight calling(String localType) {
        return new InFlight(subject, done, localType);
    }

    InFlight done(String localType) {
        Set<String> more = new LinkedHashSet<>(done);
        more.add(localType);
        return new InFlight(subject, more, null);
    }

    List<Object> toTree() {
        return Arrays.asList(subject, List.copyOf(done), calling);
    }

    static InFlight fromTree(Object tree) {
        List<?> items = (List<?>) tree;
        Set<String> done = new LinkedHashSet<>();
        ((List<?>) items.get(1)).forEach(type -> done.add((String) type));
        return new InFlight((String) items.get(0), done, (String) items.get(2));
    }
}
