package org.hermescdc.core.template;

import java.util.Iterator;
import java.util.function.Supplier;

/** An iterator that is made once its first item is asked for. */
final class LazyIterator implements Iterator<Object> {

    private final Supplier<? extends Iterator<?>> source;
    private Iterator<?> items;

    LazyIterator(Supplier<? extends Iterator<?>> source) {
        this.source = source;
    }

    private Iterator<?> items() {
        items = items == null ? source.get() : items;
        return items;
    }

    @Override
    public boolean hasNext() {
        return items().hasNext();
    }

    @Override
    public Object next() {
        return items().next();
    }
}
