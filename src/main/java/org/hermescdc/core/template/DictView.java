package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What {@code keys()}, {@code values()} and {@code items()} of a dict give: a live view on it. */
record DictView(Kind kind, Map<?, ?> map) implements TemplateObject {

    enum Kind {
        KEYS,
        VALUES,
        ITEMS
    }

    Iterator<?> iterator() {
        return switch (kind) {
            case KEYS -> map.keySet().iterator();
            case VALUES -> map.values().iterator();
            case ITEMS ->
                map.entrySet().stream()
                        .map(e -> (Object) PyTuple.of(e.getKey(), e.getValue()))
                        .iterator();
        };
    }

    @Override
    public String typeName() {
        return "dict_" + kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String text() {
        List<Object> items = new ArrayList<>();
        iterator().forEachRemaining(items::add);
        return typeName() + "(" + PythonText.repr(items) + ")";
    }
}
