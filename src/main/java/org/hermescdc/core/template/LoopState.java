package org.hermescdc.core.template;

import java.util.List;
import java.util.Map;

/** The variable {@code loop} inside a {@code for}. */
final class LoopState implements Callable {

    private final Node.For statement;
    private final Scope scope;
    private final List<Object> items;
    private final int depth;
    private int index = -1;
    private List<Object> seen;

    LoopState(Node.For statement, Scope scope, List<Object> items, int depth) {
        this.statement = statement;
        this.scope = scope;
        this.items = items;
        this.depth = depth;
    }

    boolean advance() {
        return ++index < items.size();
    }

    Object current() {
        return items.get(index);
    }

    int length() {
        return items.size();
    }

    /** Runs the loop again over other items, in a recursive loop. */
    @Override
    public Object call(List<Object> positional, Map<String, Object> named) {
        if (!statement.recursive()) {
            throw Errors.type("this loop is not recursive");
        }
        Object source = Signature.of("iterable").bind("loop", positional, named).get(0);
        Output out = new Output(scope.rendering().maxOutput());
        statement.run(scope, source, depth + 1, out);
        return out.nativeResult();
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public Object attribute(String name) {
        int size = items.size();
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) size - index;
            case "revindex0" -> size - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == size - 1;
            case "length" -> (long) size;
            case "depth" -> depth + 1L;
            case "depth0" -> (long) depth;
            case "previtem" -> index == 0 ? new Undefined("there is no previous item", true) : items.get(index - 1);
            case "nextitem" -> index == size - 1 ? new Undefined("there is no next item", true) : items.get(index + 1);
            case "cycle" -> new NativeFunction("cycle", Signature.of("*values"), a -> cycle(a.rest()));
            case "changed" -> new NativeFunction("changed", Signature.of("*values"), a -> changed(a.rest()));
            default -> NONE;
        };
    }

    private Object cycle(List<Object> values) {
        if (values.isEmpty()) {
            throw Errors.type("no items for cycling given");
        }
        return values.get(index % values.size());
    }

    private boolean changed(List<Object> values) {
        boolean same = seen != null && Comparison.equal(seen, values);
        seen = values;
        return !same;
    }
}
