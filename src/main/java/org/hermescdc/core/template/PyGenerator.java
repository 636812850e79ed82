package org.hermescdc.core.template;

import java.util.AbstractList;
import java.util.Collections;
import java.util.List;

/**
 * A result that Python gives as a generator: {@code map}, {@code select} and the like without {@code | list}. As a value
 * it is the list of its items; by {@link Truth} it is true even when it has none.
 */
public final class PyGenerator extends AbstractList<Object> {

    private final List<Object> items;

    PyGenerator(List<Object> items) {
        this.items = Collections.unmodifiableList(items);
    }

    @Override
    public Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }
}
