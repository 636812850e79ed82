package org.hermescdc.core.template;

import java.util.List;
import java.util.function.Predicate;
import org.hermescdc.core.template.Function.Table;

/** The methods of sets; sets come from data that is read as a literal. */
final class SetMethods {

    static final Table TABLE = new Table()
            .add("add", "item, /", (s, a) -> nothing(set(s).add(a.get(0))))
            .add("discard", "item, /", (s, a) -> nothing(set(s).remove(a.get(0))))
            .add("remove", "item, /", (s, a) -> remove(set(s), a.get(0)))
            .add("copy", "", (s, a) -> PySet.of(set(s)))
            .add("union", "*others", (s, a) -> union(set(s), a.rest()))
            .add(
                    "intersection",
                    "*others",
                    (s, a) -> keep(set(s), item -> a.rest().stream().allMatch(o -> in(o, item))))
            .add(
                    "difference",
                    "*others",
                    (s, a) -> keep(set(s), item -> a.rest().stream().noneMatch(o -> in(o, item))))
            .add("issubset", "other, /", (s, a) -> PySet.of(Iteration.list(a.get(0)))
                    .containsAll(set(s)))
            .add("issuperset", "other, /", (s, a) -> set(s).containsAll(Iteration.list(a.get(0))))
            .add("isdisjoint", "other, /", (s, a) -> set(s).stream().noneMatch(item -> in(a.get(0), item)));

    private SetMethods() {}

    private static PySet set(Object value) {
        return (PySet) value;
    }

    private static Object nothing(boolean ignored) {
        return null;
    }

    private static Object remove(PySet set, Object item) {
        if (!set.remove(item)) {
            throw Errors.lookup("the set has no such item");
        }
        return null;
    }

    private static boolean in(Object container, Object item) {
        return PySet.of(Iteration.list(container)).contains(item);
    }

    private static PySet union(PySet set, List<Object> others) {
        PySet union = PySet.of(set);
        others.forEach(other -> union.addAll(Iteration.list(other)));
        return union;
    }

    private static PySet keep(PySet set, Predicate<Object> kept) {
        return PySet.of(set.stream().filter(kept).toList());
    }
}
