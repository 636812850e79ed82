package org.hermescdc.core.template;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Python's dict: keys of any hashable type, 1, 1.0 and True being one key; the order is that of insertion. */
final class PyDict extends AbstractMap<Object, Object> {

    private final Map<Object, Map.Entry<Object, Object>> entries = new LinkedHashMap<>();

    static PyDict of(Map<?, ?> map) {
        PyDict copy = new PyDict();
        copy.putAll(map);
        return copy;
    }

    @Override
    public Object put(Object key, Object value) {
        Object hash = Hashing.key(key);
        Map.Entry<Object, Object> entry = entries.get(hash);
        if (entry == null) {
            entries.put(hash, new SimpleEntry<>(key, value));
            return null;
        }
        return entry.setValue(value);
    }

    @Override
    public Object get(Object key) {
        Map.Entry<Object, Object> entry = entries.get(Hashing.key(key));
        return entry == null ? null : entry.getValue();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(Hashing.key(key));
    }

    @Override
    public Object remove(Object key) {
        Map.Entry<Object, Object> entry = entries.remove(Hashing.key(key));
        return entry == null ? null : entry.getValue();
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<Object, Object>> iterator() {
                return entries.values().iterator();
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
    }
}
