package org.hermescdc.camel.client;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How far the message being processed is: what a restart after a death goes on from.
 *
 * @param offset of the message
 * @param done local types whose outcome is recorded
 * @param calling the local type whose handler was called last: its call may have had its effect
 */
record InFlight(long offset, Set<String> done, String calling) {

    InFlight {
        done = new LinkedHashSet<>(done);
    }

    static InFlight at(long offset) {
        return new InFlight(offset, Set.of(), null);
    }

    InFlight calling(String localType) {
        return new InFlight(offset, done, localType);
    }

    InFlight done(String localType) {
        Set<String> more = new LinkedHashSet<>(done);
        more.add(localType);
        return new InFlight(offset, more, null);
    }

    List<Object> toTree() {
        return Arrays.asList(offset, List.copyOf(done), calling);
    }

    static InFlight fromTree(Object tree) {
        List<?> items = (List<?>) tree;
        Set<String> done = new LinkedHashSet<>();
        ((List<?>) items.get(1)).forEach(type -> done.add((String) type));
        return new InFlight((Long) items.get(0), done, (String) items.get(2));
    }
}
