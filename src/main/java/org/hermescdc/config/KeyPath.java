package org.hermescdc.config;

import java.util.ArrayList;
import java.util.List;

/** The place of a value in a configuration: the keys that lead to it, items of lists as {@code [0]}. */
record KeyPath(List<String> steps) {

    static final KeyPath ROOT = new KeyPath(List.of());

    KeyPath {
        steps = List.copyOf(steps);
    }

    static KeyPath of(String... steps) {
        return new KeyPath(List.of(steps));
    }

    KeyPath then(String... keys) {
        List<String> longer = new ArrayList<>(steps);
        longer.addAll(List.of(keys));
        return new KeyPath(longer);
    }

    KeyPath parent() {
        return new KeyPath(steps.subList(0, steps.size() - 1));
    }

    String last() {
        return steps.get(steps.size() - 1);
    }

    KeyPath item(int index) {
        return then("[" + index + "]");
    }

    /** {@code hermes.mail.to[1]}. */
    @Override
    public String toString() {
        return String.join(".", steps).replace(".[", "[");
    }
}
