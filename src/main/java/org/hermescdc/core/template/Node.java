package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A part of a template: what is put out, or a statement with what it encloses. */
sealed interface Node
        permits Sequence,
                Node.Text,
                Node.Print,
                Node.If,
                Node.For,
                Node.Set,
                Node.SetBlock,
                Node.FilterBlock,
                Node.With,
                Node.Scoped,
                Node.Block,
                Node.MacroDefinition,
                Node.CallBlock,
                Node.OtherTemplate {

    void render(Scope scope, Output out);

    /** Text between expressions. */
    record Text(String text) implements Node {
        @Override
        public void render(Scope scope, Output out) {
            out.add(text);
        }
    }

    /** The value of an expression. */
    record Print(Expression value) implements Node {
        @Override
        public void render(Scope scope, Output out) {
            out.add(value.evaluate(scope));
        }
    }

    /** One condition of an {@code if} with what it encloses. */
    record Branch(Expression condition, Node body) {}

    record If(List<Branch> branches, Node otherwise) implements Node {
        @Override
        public void render(Scope scope, Output out) {
            for (Branch branch : branches) {
                if (Truth.of(branch.condition().evaluate(scope))) {
                    branch.body().render(scope, out);
                    return;
                }
            }
            otherwise.render(scope, out);
        }
    }

    /** @param filter which items to take; null for all */
    record For(Expression target, Expression items, Expression filter, boolean recursive, Node body, Node otherwise)
            implements Node {
        @Override
        public void render(Scope scope, Output out) {
            run(scope, items.evaluate(scope), 0, out);
        }

        void run(Scope scope, Object source, int depth, Output out) {
            List<Object> taken = taken(scope, Iteration.list(source));
            LoopState loop = new LoopState(this, scope, taken, depth);
            while (loop.advance()) {
                scope.rendering().countLoop();
                Scope inner = scope.inner();
                Assignment.assign(target, loop.current(), inner);
                inner.set("loop", loop);
                body.render(inner, out);
            }
            if (taken.isEmpty()) {
                otherwise.render(scope.inner(), out);
            }
        }

        private List<Object> taken(Scope scope, List<Object> all) {
            if (filter == null) {
                return all;
            }
            List<Object> taken = new ArrayList<>();
            for (Object item : all) {
                scope.rendering().countLoop();
                Scope inner = scope.inner();
                Assignment.assign(target, item, inner);
                if (Truth.of(filter.evaluate(inner))) {
                    taken.add(item);
                }
            }
            return taken;
        }
    }

    record Set(Expression target, Expression value) implements Node {
        @Override
        public void render(Scope scope, Output out) {
            Assignment.assign(target, value.evaluate(scope), scope);
        }
    }

    /** {@code {% set x | filter %}…{% endset %}}. {@code value} is the enclosed text with its filters. */
    record SetBlock(Expression target, Expression value, Node body) implements Node {
        @Override
        public void render(Scope scope, Output out) {
            Scope inner = enclosed(scope, body);
            Assignment.assign(target, value.evaluate(inner), scope);
        }
    }

    record FilterBlock(Expression value, Node body) implements Node {
        @Override
        public void render(Scope scope, Output out) {
            out.add(value.evaluate(enclosed(scope, body)));
        }
    }

    record With(List<Expression> targets, List<Expression> values, Node body) implements Node {
        @Override
        public void render(Scope scope, Output out) {
            Scope inner = scope.inner();
            for (int i = 0; i < targets.size(); i++) {
                Assignment.assign(targets.get(i), values.get(i).evaluate(scope), inner);
            }
            body.render(inner, out);
        }
    }

    /** A part with a scope of its own: {@code autoescape}. */
    record Scoped(Expression argument, Node body) implements Node {
        @Override
        public void render(Scope scope, Output out) {
            argument.evaluate(scope);
            body.render(scope.inner(), out);
        }
    }

    /** A named block: it sees the variables of the whole template, not those around it. */
    record Block(String name, Node body) implements Node {
        @Override
        public void render(Scope scope, Output out) {
            body.render(scope.outermost().inner(), out);
        }
    }

    record MacroDefinition(String name, Parameters parameters, Node body) implements Node {
        @Override
        public void render(Scope scope, Output out) {
            scope.set(name, new Macro(name, parameters, body, scope));
        }
    }

    record CallBlock(Expression.Call call, Parameters parameters, Node body) implements Node {
        @Override
        public void render(Scope scope, Output out) {
            Object callee = call.function().evaluate(scope);
            Map<String, Object> named = new java.util.HashMap<>(call.arguments().namedValues(scope));
            List<Object> positional = call.arguments().positionalValues(scope);
            named.put("caller", new Macro("caller", parameters, body, scope));
            out.add(Callable.call(callee, positional, named));
        }
    }

    /** A statement that needs another template: there are no others. */
    record OtherTemplate(String statement, List<String> names) implements Node {
        @Override
        public void render(Scope scope, Output out) {
            throw Errors.type("{% " + statement + " %}: a template stands alone, others cannot be read");
        }
    }

    /** The name under which the text that a block encloses is handed to its filters. */
    String ENCLOSED = "\0enclosed";

    private static Scope enclosed(Scope scope, Node body) {
        Scope inner = scope.inner();
        Output out = new Output(scope.rendering().maxOutput());
        body.render(inner, out);
        inner.set(ENCLOSED, out.nativeResult());
        return inner;
    }
}
