package org.hermescdc.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.template.Template;

/** Reads {@code vars}: compiles the strings at the leaves of their tree. */
final class VarsReader {

    private final ConfigFile file;

    VarsReader(ConfigFile file) {
        this.file = file;
    }

    Vars read(KeyPath path, Map<String, Object> tree) {
        return new Vars(map(path, tree));
    }

    private Map<String, Object> map(KeyPath path, Map<?, ?> map) {
        Map<String, Object> compiled = new LinkedHashMap<>();
        map.forEach((key, value) -> compiled.put((String) key, node(path.then((String) key), value)));
        return compiled;
    }

    private Object node(KeyPath path, Object value) {
        if (value instanceof String text) {
            return file.template(path, text, Template.Place.VARS).orElse(null);
        }
        if (value instanceof Map<?, ?> map) {
            return map(path, map);
        }
        if (value instanceof List<?> list) {
            List<Object> compiled = new ArrayList<>();
            list.forEach(item -> compiled.add(node(path.item(compiled.size()), item)));
            return compiled;
        }
        return value;
    }
}
