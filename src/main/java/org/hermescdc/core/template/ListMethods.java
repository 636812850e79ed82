package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** The methods of lists and tuples. */
final class ListMethods {

    static final Table TUPLE = new Table()
            .add("count", "value, /", (l, a) -> list(l).stream()
                    .filter(item -> same(item, a.get(0)))
                    .count())
            .add("index", "value, start=0, stop=9223372036854775807, /", (l, a) -> index(list(l), a));

    static final Table TABLE = new Table()
            .addAll(TUPLE)
            .add("append", "object, /", (l, a) -> nothing(list(l).add(a.get(0))))
            .add("extend", "iterable, /", (l, a) -> nothing(list(l).addAll(Iteration.list(a.get(0)))))
            .add("insert", "index, object, /", (l, a) -> insert(list(l), a))
            .add(
                    "remove",
                    "value, /",
                    (l, a) -> nothing(list(l).remove((int) index(list(l), a.get(0), 0, Integer.MAX_VALUE))))
            .add("pop", "index=-1, /", (l, a) -> pop(list(l), a.index(0)))
            .add("clear", "", (l, a) -> {
                list(l).clear();
                return null;
            })
            .add("copy", "", (l, a) -> new ArrayList<>(list(l)))
            .add("reverse", "", (l, a) -> {
                Collections.reverse(list(l));
                return null;
            })
            .add("sort", "key=None, reverse=False", (l, a) -> sort(list(l), a));

    private ListMethods() {}

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    private static Object nothing(Object ignored) {
        return null;
    }

    private static boolean same(Object item, Object value) {
        return item == value || Comparison.equal(item, value);
    }

    private static long index(List<Object> list, Args a) {
        return index(list, a.get(0), a.index(1), a.index(2));
    }

    private static long index(List<Object> list, Object value, int start, int stop) {
        int from = start < 0 ? Math.max(0, start + list.size()) : start;
        int to = Math.min(stop < 0 ? stop + list.size() : stop, list.size());
        for (int i = from; i < to; i++) {
            if (same(list.get(i), value)) {
                return i;
            }
        }
        throw Errors.value("the value is not in the list");
    }

    private static Object insert(List<Object> list, Args a) {
        int index = a.index(0);
        index = index < 0 ? Math.max(0, index + list.size()) : Math.min(index, list.size());
        list.add(index, a.get(1));
        return null;
    }

    private static Object pop(List<Object> list, int position) {
        int index = position < 0 ? position + list.size() : position;
        if (index < 0 || index >= list.size()) {
            throw Errors.lookup(list.isEmpty() ? "pop from empty list" : "pop index out of range");
        }
        return list.remove(index);
    }

    private static Object sort(List<Object> list, Args a) {
        Comparator<Object> order = (x, y) -> Comparison.compare(key(a, x), key(a, y), "<");
        list.sort(a.flag(1) ? order.reversed() : order);
        return null;
    }

    private static Object key(Args a, Object item) {
        return a.get(0) == null ? item : Callable.call(a.get(0), List.of(item), Map.of());
    }
}
