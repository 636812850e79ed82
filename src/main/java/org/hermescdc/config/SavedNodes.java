package org.hermescdc.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a configuration that was kept in a cache file as if it stood in a configuration file. */
final class SavedNodes {

    private final References references;
    private final Problems problems;

    private SavedNodes(References references, Problems problems) {
        this.references = references;
        this.problems = problems;
    }

    static ConfigNode of(Map<String, Object> saved, References references, Problems problems) {
        return new SavedNodes(references, problems).node(saved, KeyPath.ROOT);
    }

    private ConfigNode node(Object value, KeyPath path) {
        if (value instanceof Map<?, ?> map) {
            Map<String, ConfigNode.Entry> entries = new LinkedHashMap<>();
            map.forEach((key, item) -> entries.put(
                    (String) key, new ConfigNode.Entry(ConfigNode.Mark.START, node(item, path.then((String) key)))));
            return new ConfigNode.Section(ConfigNode.Mark.START, entries);
        }
        if (value instanceof List<?> list) {
            return new ConfigNode.Items(
                    ConfigNode.Mark.START,
                    list.stream().map(item -> node(item, path)).toList());
        }
        if (value instanceof String text && References.standIn(text)) {
            return references.node(
                    ConfigNode.Mark.START, text, problem -> problems.add(ConfigNode.Mark.START, path, problem));
        }
        return new ConfigNode.Scalar(ConfigNode.Mark.START, value, String.valueOf(value), false);
    }
}
