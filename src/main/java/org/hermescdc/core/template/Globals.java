package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.template.Signature.Args;

/** The functions that every template knows by name. A variable of the same name hides them. */
final class Globals {

    private static final Map<String, Object> FUNCTIONS = Map.of(
            "range", function("range", "start, stop?, step?", Globals::range),
            "dict", function("dict", "items=None, /, **more", Globals::dict),
            "namespace", function("namespace", "items=None, /, **more", a -> new Namespace(names(dict(a)))),
            "cycler", function("cycler", "*items", a -> new Cycler(a.rest())),
            "joiner", function("joiner", "sep=','", a -> new Joiner(a.get(0))),
            "lipsum", function("lipsum", "n=5, html=True, min=20, max=100", a -> LoremIpsum.text(a)));

    private Globals() {}

    static Object get(String name) {
        return FUNCTIONS.get(name);
    }

    /** The names, which are never reported as variables. */
    static Set<String> names() {
        return FUNCTIONS.keySet();
    }

    private static NativeFunction function(
            String name, String parameters, java.util.function.Function<Args, Object> body) {
        return new NativeFunction(name, Signature.of(parameters), body);
    }

    private static Range range(Args a) {
        long first = a.index(0);
        return a.given(1) ? new Range(first, a.index(1), a.given(2) ? a.index(2) : 1) : new Range(0, first, 1);
    }

    /** {@code dict(items, name=value)}: items are a dict or pairs. */
    static PyDict dict(Args a) {
        PyDict dict = new PyDict();
        Comparison.failIfAnyUndefined(a.get(0), null);
        if (a.get(0) instanceof Map<?, ?> map) {
            dict.putAll(map);
        } else if (a.get(0) != null) {
            Iteration.iterator(a.get(0)).forEachRemaining(pair -> putPair(dict, pair));
        }
        dict.putAll(a.options());
        return dict;
    }

    private static void putPair(PyDict dict, Object pair) {
        List<Object> parts = Iteration.list(pair);
        if (parts.size() != 2) {
            throw Errors.value("a dict is made of pairs, not of sequences of " + parts.size() + " items");
        }
        dict.put(parts.get(0), parts.get(1));
    }

    private static Map<String, Object> names(Map<Object, Object> dict) {
        Map<String, Object> names = new LinkedHashMap<>();
        dict.forEach((name, value) -> names.put(PythonText.str(name), value));
        return names;
    }

    /** Gives its items in turn. */
    private static final class Cycler implements TemplateObject {
        private final List<Object> items;
        private int position;

        Cycler(List<Object> items) {
            if (items.isEmpty()) {
                throw Errors.runtime("at least one item has to be given to cycler()");
            }
            this.items = new ArrayList<>(items);
        }

        @Override
        public String typeName() {
            return "Cycler";
        }

        @Override
        public Object attribute(String name) {
            return switch (name) {
                case "current" -> items.get(position);
                case "next" -> function("next", "", a -> next());
                case "reset" -> function("reset", "", a -> reset());
                default -> NONE;
            };
        }

        private Object next() {
            Object item = items.get(position);
            position = (position + 1) % items.size();
            return item;
        }

        private Object reset() {
            position = 0;
            return null;
        }
    }

    /** Gives nothing the first time it is called, and its separator from then on. */
    private static final class Joiner implements Callable {
        private final Object separator;
        private boolean used;

        Joiner(Object separator) {
            this.separator = separator;
        }

        @Override
        public Object call(List<Object> positional, Map<String, Object> named) {
            Signature.NONE.bind("joiner", positional, named);
            Object text = used ? separator : "";
            used = true;
            return text;
        }

        @Override
        public String typeName() {
            return "Joiner";
        }
    }
}
