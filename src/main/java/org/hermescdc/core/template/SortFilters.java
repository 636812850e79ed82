package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** Filters that order, group and compare the items of a list. Case does not count unless told. */
final class SortFilters {

    static final Table TABLE = new Table()
            .add("sort", "reverse=False, case_sensitive=False, attribute=None", SortFilters::sort)
            .add("unique", "case_sensitive=False, attribute=None", SortFilters::unique)
            .add("min", "case_sensitive=False, attribute=None", (v, a) -> extreme(v, a, false))
            .add("max", "case_sensitive=False, attribute=None", (v, a) -> extreme(v, a, true))
            .add("groupby", "attribute, default=None, case_sensitive=False", SortFilters::groupBy)
            .add("dictsort", "case_sensitive=False, by='key', reverse=False", SortFilters::dictSort);

    private SortFilters() {}

    private static Object sort(Object value, Args a) {
        boolean caseSensitive = a.flag(1);
        return Sorting.sorted(
                Iteration.list(value), item -> Sorting.attributes(item, a.get(2), caseSensitive), a.flag(0));
    }

    private static Object unique(Object value, Args a) {
        PySet seen = new PySet();
        boolean caseSensitive = a.flag(0);
        return Generator.filtering(
                value, item -> seen.add(Sorting.foldCase(Sorting.attribute(item, a.get(1), null), caseSensitive)));
    }

    private static Object extreme(Object value, Args a, boolean largest) {
        boolean caseSensitive = a.flag(0);
        Iterator<?> items = Iteration.iterator(value);
        if (!items.hasNext()) {
            return new Undefined("there is no smallest or largest item, the sequence is empty", true);
        }
        Object best = items.next();
        Object bestKey = Sorting.foldCase(Sorting.attribute(best, a.get(1), null), caseSensitive);
        while (items.hasNext()) {
            Object item = items.next();
            Object key = Sorting.foldCase(Sorting.attribute(item, a.get(1), null), caseSensitive);
            if (Comparison.ordered(key, bestKey, largest ? ">" : "<")) {
                best = item;
                bestKey = key;
            }
        }
        return best;
    }

    private static Object groupBy(Object value, Args a) {
        boolean caseSensitive = a.flag(2);
        List<Object> sorted = Sorting.sorted(Iteration.list(value), item -> groupKey(item, a, caseSensitive), false);
        List<Object> groups = new ArrayList<>();
        List<Object> group = null;
        Object current = null;
        for (Object item : sorted) {
            Object key = groupKey(item, a, caseSensitive);
            if (group == null || !Comparison.equal(key, current)) {
                group = new ArrayList<>();
                current = key;
                Object shown = Sorting.attribute(item, a.get(0), a.get(1));
                groups.add(PyTuple.named("tuple", List.of("grouper", "list"), shown, group));
            }
            group.add(item);
        }
        return groups;
    }

    private static Object groupKey(Object item, Args a, boolean caseSensitive) {
        return Sorting.foldCase(Sorting.attribute(item, a.get(0), a.get(1)), caseSensitive);
    }

    private static Object dictSort(Object value, Args a) {
        Object by = a.get(1);
        if (!"key".equals(by) && !"value".equals(by)) {
            throw Errors.argument("dictsort: by must be 'key' or 'value'");
        }
        if (value instanceof Undefined undefined) {
            throw Errors.undefined(undefined);
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw Errors.attribute(value, "items");
        }
        boolean caseSensitive = a.flag(0);
        int position = by.equals("key") ? 0 : 1;
        List<Object> items = Iteration.list(new DictView(DictView.Kind.ITEMS, map));
        return Sorting.sorted(
                items, item -> Sorting.foldCase(((PyTuple) item).get(position), caseSensitive), a.flag(2));
    }
}
