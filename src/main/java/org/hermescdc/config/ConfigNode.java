package org.hermescdc.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A part of a configuration file: what stands there, and where. Immutable. */
sealed interface ConfigNode {

    Mark mark();

    /** The plain value: scalars as in {@link org.hermescdc.core.model.Values}, lists, maps in the order of the file. */
    Object plain();

    /** As {@link #plain}, but with {@code ${env:…}} and {@code ${file:…}} as they are written. */
    Object written();

    /** A place in the file; line and column count from 1. */
    record Mark(int line, int column) {
        static final Mark START = new Mark(1, 1);
    }

    /**
     * @param value with references replaced
     * @param source the text as it is written
     * @param referring whether {@code source} holds references; {@code value} is then a string
     */
    record Scalar(Mark mark, Object value, String source, boolean referring) implements ConfigNode {
        @Override
        public Object plain() {
            return value;
        }

        @Override
        public Object written() {
            return referring ? source : value;
        }
    }

    /** A scalar with a reference that could not be replaced: the problem is known, nothing more can be said. */
    record Unresolved(Mark mark, String source) implements ConfigNode {
        @Override
        public Object plain() {
            return source;
        }

        @Override
        public Object written() {
            return source;
        }
    }

    record Items(Mark mark, List<ConfigNode> nodes) implements ConfigNode {
        public Items {
            nodes = List.copyOf(nodes);
        }

        @Override
        public Object plain() {
            return each(ConfigNode::plain);
        }

        @Override
        public Object written() {
            return each(ConfigNode::written);
        }

        private List<Object> each(Function<ConfigNode, Object> form) {
            List<Object> plain = new ArrayList<>(nodes.size());
            nodes.forEach(node -> plain.add(form.apply(node)));
            return Collections.unmodifiableList(plain);
        }
    }

    /** @param entries by key, in the order of the file */
    record Section(Mark mark, Map<String, Entry> entries) implements ConfigNode {
        public Section {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        static Section empty(Mark mark) {
            return new Section(mark, Map.of());
        }

        @Override
        public Map<String, Object> plain() {
            return each(ConfigNode::plain);
        }

        @Override
        public Map<String, Object> written() {
            return each(ConfigNode::written);
        }

        private Map<String, Object> each(Function<ConfigNode, Object> form) {
            Map<String, Object> plain = new LinkedHashMap<>();
            entries.forEach((key, entry) -> plain.put(key, form.apply(entry.value())));
            return Collections.unmodifiableMap(plain);
        }
    }

    /** @param key where the key stands */
    record Entry(Mark key, ConfigNode value) {}

    /** Whether nothing stands there. */
    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.value() == null;
    }

    /** The entry of a section; null if this is none or has no such key. */
    default Entry entry(String key) {
        return this instanceof Section section ? section.entries().get(key) : null;
    }

    /** The node that {@code path} leads to; where there is none, one that is null and stands at the nearest on the way. */
    default ConfigNode at(KeyPath path) {
        ConfigNode node = this;
        for (String step : path.steps()) {
            ConfigNode inner = node.child(step);
            if (inner == null) {
                return new Scalar(node.mark(), null, "", false);
            }
            node = inner;
        }
        return node;
    }

    /** One step of a path; null if there is no such child. */
    private ConfigNode child(String step) {
        if (this instanceof Items items && step.startsWith("[")) {
            return items.nodes().get(Integer.parseInt(step.substring(1, step.length() - 1)));
        }
        Entry entry = entry(step);
        return entry == null ? null : entry.value();
    }

    /** The keys of a section, in the order of the file; none for anything else. */
    default Set<String> keys() {
        return this instanceof Section section ? section.entries().keySet() : Set.of();
    }
}
