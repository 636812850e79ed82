package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** Filters upon lists and other sequences as a whole. */
final class SequenceFilters {

    static final Table TABLE = new Table()
            .add("length", "", (v, a) -> (long) Iteration.length(v))
            .alias("count", "length")
            .add("list", "", (v, a) -> Iteration.list(v))
            .add("first", "", (v, a) -> first(Iteration.iterator(v)))
            .add("last", "", (v, a) -> first(reversed(v)))
            .add("reverse", "", (v, a) -> reverse(v))
            .add("join", "d='', attribute=None", SequenceFilters::join)
            .add("sum", "attribute=None, start=0", SequenceFilters::sum)
            .add("batch", "linecount, fill_with=None", (v, a) -> lazily(() -> batch(v, a)))
            .add("slice", "slices, fill_with=None", (v, a) -> lazily(() -> slice(v, a)))
            .add("items", "", (v, a) -> lazily(() -> items(v)))
            .add("attr", "name", (v, a) -> attribute(v, PythonText.str(a.get(0))))
            .addContextual("random", "", (v, a) -> random(v));

    private SequenceFilters() {}

    private static Object first(Iterator<?> items) {
        return items.hasNext() ? items.next() : new Undefined("the sequence is empty, it has no such item", true);
    }

    private static Iterator<?> reversed(Object value) {
        boolean reversible = value instanceof List
                || value instanceof Map
                || value instanceof Bytes
                || value instanceof Range
                || value instanceof DictView
                || value instanceof Undefined
                || Comparison.isText(value);
        if (!reversible) {
            throw Errors.type("'" + Types.name(value) + "' object is not reversible");
        }
        List<Object> items = Iteration.list(value);
        Collections.reverse(items);
        return items.iterator();
    }

    private static Object reverse(Object value) {
        if (Comparison.isText(value)) {
            return TextFilters.map(value, CodePoints::reversed);
        }
        if (value instanceof Generator || value instanceof PySet) {
            List<Object> items = Iteration.list(value);
            Collections.reverse(items);
            return items;
        }
        try {
            return new Generator(reversed(value));
        } catch (TemplateException e) {
            throw e.category().equals("type") ? Errors.argument("reverse: the value must be iterable") : e;
        }
    }

    private static Object join(Object value, Args a) {
        String separator = PythonText.str(a.get(0));
        Iterator<?> items = Iteration.iterator(value);
        StringBuilder joined = new StringBuilder();
        for (int i = 0; items.hasNext(); i++) {
            Object item = Sorting.attribute(items.next(), a.get(1), null);
            joined.append(i == 0 ? "" : separator).append(PythonText.str(item));
            Limits.checkText(joined.length());
        }
        return joined.toString();
    }

    private static Object sum(Object value, Args a) {
        Object sum = a.get(1);
        if (Comparison.isText(sum) || sum instanceof Bytes) {
            throw Errors.type("sum() can't sum strings; use join");
        }
        for (Object item : Iteration.list(value)) {
            sum = Operators.add(sum, Sorting.attribute(item, a.get(0), null));
        }
        return sum;
    }

    private static Generator lazily(Supplier<List<Object>> items) {
        return new Generator(new LazyIterator(() -> items.get().iterator()));
    }

    private static List<Object> batch(Object value, Args a) {
        List<Object> batches = new ArrayList<>();
        List<Object> batch = new ArrayList<>();
        for (Object item : Iteration.list(value)) {
            if (Comparison.equal((long) batch.size(), a.get(0))) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(item);
        }
        if (!batch.isEmpty()) {
            int missing = a.has(1) ? a.index(0) - batch.size() : 0;
            Limits.checkItems(missing);
            batch.addAll(Collections.nCopies(Math.max(0, missing), a.get(1)));
            batches.add(batch);
        }
        return batches;
    }

    private static List<Object> slice(Object value, Args a) {
        List<Object> items = Iteration.list(value);
        int count = a.index(0);
        if (count == 0) {
            throw Errors.arithmetic("integer division or modulo by zero");
        }
        Limits.checkItems(count);
        int each = Math.floorDiv(items.size(), count);
        int larger = Math.floorMod(items.size(), count);
        List<Object> slices = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < count; i++) {
            int end = start + each + (i < larger ? 1 : 0);
            List<Object> slice = new ArrayList<>(items.subList(start, end));
            if (a.has(1) && i >= larger) {
                slice.add(a.get(1));
            }
            slices.add(slice);
            start = end;
        }
        return slices;
    }

    private static List<Object> items(Object value) {
        if (value instanceof Undefined) {
            return List.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw Errors.type("can only get item pairs from a mapping");
        }
        return Iteration.list(new DictView(DictView.Kind.ITEMS, map));
    }

    private static Object attribute(Object value, String name) {
        Object attribute = Attributes.own(value, name);
        return attribute == TemplateObject.NONE ? Attributes.undefined(value, name) : attribute;
    }

    private static Object random(Object value) {
        int length = Iteration.length(value);
        return length == 0
                ? new Undefined("the sequence is empty, it has no such item", true)
                : Slices.item(value, (long) ThreadLocalRandom.current().nextInt(length));
    }
}
