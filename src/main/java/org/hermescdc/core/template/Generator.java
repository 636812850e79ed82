package org.hermescdc.core.template;

import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Predicate;

/** Python's generator: its items are computed when asked for, and can be taken once. */
final class Generator implements Iterator<Object>, TemplateObject {

    private final Iterator<?> items;

    Generator(Iterator<?> items) {
        this.items = items;
    }

    /** The items of {@code source}, which is not looked at before the first item is asked for, changed by {@code change}. */
    static Generator mapping(Object source, Function<Object, Object> change) {
        Iterator<?> input = new LazyIterator(() -> Iteration.iterator(source));
        return new Generator(new Iterator<>() {
            @Override
            public boolean hasNext() {
                return input.hasNext();
            }

            @Override
            public Object next() {
                return change.apply(input.next());
            }
        });
    }

    /** The items of {@code source} that {@code wanted} accepts. */
    static Generator filtering(Object source, Predicate<Object> wanted) {
        return new Generator(new FilteringIterator(source, wanted));
    }

    @Override
    public boolean hasNext() {
        return items.hasNext();
    }

    @Override
    public Object next() {
        return items.next();
    }

    @Override
    public String typeName() {
        return "generator";
    }

    private static final class FilteringIterator implements Iterator<Object> {
        private final Iterator<?> input;
        private final Predicate<Object> wanted;
        private boolean ready;
        private Object item;

        FilteringIterator(Object source, Predicate<Object> wanted) {
            this.input = new LazyIterator(() -> Iteration.iterator(source));
            this.wanted = wanted;
        }

        @Override
        public boolean hasNext() {
            while (!ready && input.hasNext()) {
                item = input.next();
                ready = wanted.test(item);
            }
            return ready;
        }

        @Override
        public Object next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            ready = false;
            return item;
        }
    }
}
