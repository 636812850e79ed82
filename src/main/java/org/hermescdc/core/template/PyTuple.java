package org.hermescdc.core.template;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;

/** Python's tuple: an immutable list of its own type. Its items may have names, as those of a calendar week have. */
public final class PyTuple extends AbstractList<Object> implements RandomAccess {

    private final List<Object> items;
    private final List<String> names;
    private final String typeName;

    private PyTuple(List<Object> items, List<String> names, String typeName) {
        this.items = items;
        this.names = names;
        this.typeName = typeName;
    }

    /** Returns the tuple of {@code items}. */
    public static PyTuple of(Object... items) {
        return new PyTuple(Collections.unmodifiableList(Arrays.asList(items)), List.of(), "tuple");
    }

    /** Returns a tuple with the items of {@code list}, which must not change any more. */
    static PyTuple from(List<Object> list) {
        return new PyTuple(Collections.unmodifiableList(list), List.of(), "tuple");
    }

    static PyTuple named(String typeName, List<String> names, Object... items) {
        return new PyTuple(Arrays.asList(items), names, typeName);
    }

    @Override
    public Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }

    List<String> names() {
        return names;
    }

    String typeName() {
        return typeName;
    }
}
