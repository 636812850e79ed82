package org.hermescdc.camel.handler;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerName;

/** The handler names that are right for a set of local types, and what to say of one that is wrong. */
final class HandlerNames {

    private final Collection<String> types;

    HandlerNames(Collection<String> types) {
        this.types = new TreeSet<>(types);
    }

    /** Why {@code text} is no right name; empty if it is one. */
    Optional<String> problem(String text) {
        Optional<HandlerName> name = HandlerName.parse(text);
        if (name.isPresent()) {
            return problem(name.get());
        }
        if (!text.startsWith(HandlerName.PREFIX)) {
            return Optional.of(
                    "a handler's name starts with '" + HandlerName.PREFIX + "'; right names: " + rightNames(types));
        }
        String event = text.substring(text.lastIndexOf('_') + 1);
        return Optional.of("unknown event '" + event + "'; right names: " + rightNames(typesNamedIn(text)));
    }

    /** Why no event will ever carry {@code name}; empty if one can. */
    Optional<String> problem(HandlerName name) {
        if (types.contains(name.type())) {
            return Optional.empty();
        }
        return Optional.of("unknown type '" + name.type() + "'; right names: " + rightNames(types));
    }

    /** The types that {@code text} may mean: the one that it names, or else all. */
    private Collection<String> typesNamedIn(String text) {
        return types.stream()
                .filter(type -> text.startsWith(HandlerName.PREFIX + type + "_"))
                .map(java.util.List::of)
                .findFirst()
                .<Collection<String>>map(one -> one)
                .orElse(types);
    }

    private static String rightNames(Collection<String> types) {
        if (types.isEmpty()) {
            return "none, since there are no local types";
        }
        return types.stream()
                .flatMap(type -> Arrays.stream(HandlerEvent.values()).map(event -> new HandlerName(type, event)))
                .map(HandlerName::toString)
                .collect(Collectors.joining(", "));
    }
}
