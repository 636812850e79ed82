package org.hermescdc.core.template;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Python's set: 1, 1.0 and True are one item; the order is that of insertion. */
public final class PySet extends AbstractSet<Object> {

    private final Map<Object, Object> items = new LinkedHashMap<>();

    /** @throws TemplateException of category {@code type} if an item cannot be hashed */
    public static PySet of(Iterable<?> items) {
        PySet set = new PySet();
        items.forEach(set::add);
        return set;
    }

    @Override
    public boolean add(Object item) {
        Object key = Hashing.key(item);
        if (items.containsKey(key)) {
            return false;
        }
        items.put(key, item);
        return true;
    }

    @Override
    public boolean contains(Object item) {
        return items.containsKey(Hashing.key(item));
    }

    @Override
    public boolean remove(Object item) {
        Object key = Hashing.key(item);
        boolean there = items.containsKey(key);
        items.remove(key);
        return there;
    }

    @Override
    public Iterator<Object> iterator() {
        return items.values().iterator();
    }

    @Override
    public int size() {
        return items.size();
    }
}
