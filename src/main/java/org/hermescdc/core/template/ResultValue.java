package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns what an expression gave into what a template gives: only values, no objects of the template's own. */
final class ResultValue {

    private ResultValue() {}

    /** HTML text becomes a string, what can be walked along a list; the rest stays, undefined values included. */
    static Object of(Object value) {
        if (value instanceof Generator generator) {
            List<Object> items = new ArrayList<>();
            generator.forEachRemaining(item -> items.add(of(item)));
            return new PyGenerator(items);
        }
        if (value instanceof TemplateObject) {
            return ofObject(value);
        }
        if (value instanceof SafeText) {
            return value.toString();
        }
        if (value instanceof List<?> list) {
            return ofList(list);
        }
        return value instanceof PyDict dict ? ofDict(dict) : value;
    }

    private static Object ofObject(Object value) {
        if (value instanceof Range || value instanceof DictView) {
            return of(Iteration.list(value));
        }
        if (value instanceof Namespace namespace) {
            return ofDict(PyDict.of(namespace.values()));
        }
        return ((TemplateObject) value).text();
    }

    private static Object ofList(List<?> list) {
        boolean plain = list.stream().allMatch(item -> of(item) == item);
        if (plain) {
            return list;
        }
        List<Object> items = new ArrayList<>(list.size());
        list.forEach(item -> items.add(of(item)));
        return list instanceof PyTuple ? PyTuple.from(items) : items;
    }

    private static Object ofDict(Map<?, ?> dict) {
        PyDict copy = new PyDict();
        dict.forEach((key, value) -> copy.put(of(key), of(value)));
        return copy;
    }
}
