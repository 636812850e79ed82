package org.hermescdc.core.template;

import java.util.Map;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** The methods of dicts. */
final class DictMethods {

    static final Table TABLE = new Table()
            .add(
                    "get",
                    "key, default=None, /",
                    (d, a) -> Dicts.contains(map(d), a.get(0)) ? Dicts.get(map(d), a.get(0)) : a.get(1))
            .add("keys", "", (d, a) -> new DictView(DictView.Kind.KEYS, map(d)))
            .add("values", "", (d, a) -> new DictView(DictView.Kind.VALUES, map(d)))
            .add("items", "", (d, a) -> new DictView(DictView.Kind.ITEMS, map(d)))
            .add("copy", "", (d, a) -> PyDict.of(map(d)))
            .add("pop", "key, default?, /", (d, a) -> pop(map(d), a))
            .add("popitem", "", (d, a) -> popItem(map(d)))
            .add("setdefault", "key, default=None, /", (d, a) -> setDefault(map(d), a))
            .add("update", "items=None, /, **more", (d, a) -> {
                map(d).putAll(Globals.dict(a));
                return null;
            })
            .add("clear", "", (d, a) -> {
                map(d).clear();
                return null;
            })
            .add("fromkeys", "keys, value=None, /", (d, a) -> fromKeys(a));

    private DictMethods() {}

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> map(Object value) {
        return (Map<Object, Object>) value;
    }

    private static Object pop(Map<Object, Object> dict, Args a) {
        if (Dicts.contains(dict, a.get(0))) {
            return dict.remove(a.get(0));
        }
        if (a.given(1)) {
            return a.get(1);
        }
        throw Errors.lookup("the dict has no such key");
    }

    private static Object popItem(Map<Object, Object> dict) {
        if (dict.isEmpty()) {
            throw Errors.lookup("popitem(): dictionary is empty");
        }
        Object last = null;
        for (Object key : dict.keySet()) {
            last = key;
        }
        return PyTuple.of(last, dict.remove(last));
    }

    private static Object setDefault(Map<Object, Object> dict, Args a) {
        if (!Dicts.contains(dict, a.get(0))) {
            dict.put(a.get(0), a.get(1));
        }
        return Dicts.get(dict, a.get(0));
    }

    private static PyDict fromKeys(Args a) {
        PyDict dict = new PyDict();
        Iteration.iterator(a.get(0)).forEachRemaining(key -> dict.put(key, a.get(1)));
        return dict;
    }
}
