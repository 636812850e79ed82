package org.hermescdc.core.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** {@code map}, {@code select}, {@code reject} and the like: they apply a filter or test to every item, one by one. */
final class SelectFilters {

    private static final String PARAMETERS = "*arguments, **options";

    private final Library library;

    private SelectFilters(Library library) {
        this.library = library;
    }

    static Table table(Library library) {
        SelectFilters filters = new SelectFilters(library);
        return new Table()
                .addContextual("map", PARAMETERS, filters::map)
                .addContextual("select", PARAMETERS, (v, a) -> filters.select(v, a, false, true))
                .addContextual("reject", PARAMETERS, (v, a) -> filters.select(v, a, false, false))
                .addContextual("selectattr", PARAMETERS, (v, a) -> filters.select(v, a, true, true))
                .addContextual("rejectattr", PARAMETERS, (v, a) -> filters.select(v, a, true, false));
    }

    /** What is empty or None has no items; the arguments are only looked at once there are some. */
    private static Object itemsOf(Object value) {
        return Truth.of(value) ? value : List.of();
    }

    private Object map(Object value, Args a) {
        return new Generator(new LazyIterator(() -> {
            if (!Truth.of(value)) {
                return List.of().iterator();
            }
            UnaryOperator<Object> change = change(a);
            return Generator.mapping(value, change::apply);
        }));
    }

    private UnaryOperator<Object> change(Args a) {
        if (a.rest().isEmpty() && a.options().containsKey("attribute")) {
            Map<String, Object> others = new LinkedHashMap<>(a.options());
            Object path = others.remove("attribute");
            Object otherwise = others.remove("default");
            if (!others.isEmpty()) {
                throw Errors.argument("map: unexpected argument '"
                        + others.keySet().iterator().next() + "'");
            }
            return item -> Sorting.attribute(item, path, otherwise);
        }
        if (a.rest().isEmpty()) {
            throw Errors.argument("map: the name of a filter, or attribute=…, is missing");
        }
        Function filter = library.filter(PythonText.str(a.rest().get(0)));
        List<Object> arguments = a.rest().subList(1, a.rest().size());
        return item -> {
            if (filter == null) {
                throw Errors.runtime(
                        "there is no filter named '" + PythonText.str(a.rest().get(0)) + "'");
            }
            return filter.call(item, arguments, a.options());
        };
    }

    private Object select(Object value, Args a, boolean byAttribute, boolean wanted) {
        return new Generator(new LazyIterator(() -> {
            Object items = itemsOf(value);
            if (items instanceof List<?> list && list.isEmpty()) {
                return list.iterator();
            }
            Predicate<Object> test = test(a, byAttribute);
            return Generator.filtering(items, item -> test.test(item) == wanted);
        }));
    }

    private Predicate<Object> test(Args a, boolean byAttribute) {
        if (byAttribute && a.rest().isEmpty()) {
            throw Errors.argument("the name of an attribute is missing");
        }
        int offset = byAttribute ? 1 : 0;
        UnaryOperator<Object> tested =
                byAttribute ? item -> Sorting.attribute(item, a.rest().get(0), null) : UnaryOperator.identity();
        if (a.rest().size() <= offset) {
            return item -> Truth.of(tested.apply(item));
        }
        String name = PythonText.str(a.rest().get(offset));
        Function test = library.test(name);
        List<Object> arguments = a.rest().subList(offset + 1, a.rest().size());
        return item -> {
            Object value = tested.apply(item);
            if (test == null) {
                throw Errors.runtime("there is no test named '" + name + "'");
            }
            return Truth.of(test.call(value, arguments, a.options()));
        };
    }
}
