package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the variables that a template takes from its context. A name that the template sets itself is one only where it
 * may be read before, or set in some branches of an {@code if} only: jinja2's rules.
 */
final class Names {

    private final SortedSet<String> found = new TreeSet<>();

    /** What is known of the names of one scope while it is read from top to bottom. */
    private static final class Frame {
        final Frame outer;
        final Set<String> known = new HashSet<>();
        final Set<String> set = new HashSet<>();
        final Set<String> resolved = new HashSet<>();
        final List<Runnable> inner;

        Frame(Frame outer, List<Runnable> inner) {
            this.outer = outer;
            this.inner = inner;
        }

        Frame copy() {
            Frame copy = new Frame(outer, inner);
            copy.known.addAll(known);
            copy.set.addAll(set);
            copy.resolved.addAll(resolved);
            return copy;
        }

        boolean knows(String name) {
            return known.contains(name) || outer != null && outer.knows(name);
        }

        void load(String name) {
            if (!knows(name)) {
                known.add(name);
                resolved.add(name);
            }
        }

        void store(String name) {
            set.add(name);
            known.add(name);
        }

        /** Takes over what the branches of an {@code if} have set. */
        void join(List<Frame> branches) {
            Set<String> before = new HashSet<>(set);
            for (Frame branch : branches) {
                known.addAll(branch.known);
                resolved.addAll(branch.resolved);
                set.addAll(branch.set);
            }
            for (String name : set) {
                long count = branches.stream().filter(b -> b.set.contains(name)).count();
                boolean sometimes = count < branches.size() && !before.contains(name);
                if (sometimes && (outer == null || !outer.knows(name))) {
                    resolved.add(name);
                }
            }
        }
    }

    private Names() {}

    /** The variables of a template, without the names of global functions. */
    static SortedSet<String> variables(List<Node> nodes) {
        Names names = new Names();
        names.scope(null, nodes, List.of(), List.of());
        names.found.removeAll(Globals.names());
        return Collections.unmodifiableSortedSet(names.found);
    }

    /** Which of {@code caller}, {@code varargs} and {@code kwargs} the body of a macro uses. */
    static List<String> macroNames(Node body, List<String> parameters) {
        Names names = new Names();
        names.scope(null, List.of(body), parameters, List.of());
        return List.of("caller", "varargs", "kwargs").stream()
                .filter(names.found::contains)
                .toList();
    }

    /** Reads a scope of its own, and then the scopes in it, which know all that is set here. */
    private void scope(Frame outer, List<Node> nodes, List<String> parameters, List<Expression> expressions) {
        Frame frame = new Frame(outer, new ArrayList<>());
        parameters.forEach(frame::store);
        expressions.forEach(expression -> load(expression, frame));
        nodes.forEach(node -> visit(node, frame));
        frame.inner.forEach(Runnable::run);
        found.addAll(frame.resolved);
    }

    private void visit(Node node, Frame frame) {
        if (node instanceof Sequence sequence) {
            sequence.nodes().forEach(child -> visit(child, frame));
        } else if (node instanceof Node.Print print) {
            load(print.value(), frame);
        } else if (node instanceof Node.If conditional) {
            visitIf(conditional.branches(), conditional.otherwise(), frame);
        } else if (node instanceof Node.Set set) {
            load(set.value(), frame);
            store(set.target(), frame);
        } else if (node instanceof Node.For loop) {
            visitFor(loop, frame);
        } else if (node instanceof Node.MacroDefinition macro) {
            frame.store(macro.name());
            macroScope(frame, macro.parameters(), macro.body());
        } else if (node instanceof Node.CallBlock call) {
            load(call.call(), frame);
            macroScope(frame, call.parameters(), call.body());
        } else {
            visitBlock(node, frame);
        }
    }

    private void visitBlock(Node node, Frame frame) {
        if (node instanceof Node.SetBlock set) {
            store(set.target(), frame);
            inner(frame, List.of(set.body()), List.of(), List.of(set.value()));
        } else if (node instanceof Node.FilterBlock filter) {
            load(filter.value(), frame);
            inner(frame, List.of(filter.body()), List.of(), List.of());
        } else if (node instanceof Node.With with) {
            with.values().forEach(value -> load(value, frame));
            inner(frame, List.of(with.body()), names(with.targets()), List.of());
        } else if (node instanceof Node.Scoped scoped) {
            inner(frame, List.of(scoped.body()), List.of(), List.of(scoped.argument()));
        } else if (node instanceof Node.Block block) {
            frame.inner.add(() -> scope(null, List.of(block.body()), List.of(), List.of()));
        } else if (node instanceof Node.OtherTemplate other) {
            other.names().forEach(frame::store);
        }
    }

    private void visitIf(List<Node.Branch> branches, Node otherwise, Frame frame) {
        load(branches.get(0).condition(), frame);
        Frame body = frame.copy();
        Frame others = frame.copy();
        Frame last = frame.copy();
        visit(branches.get(0).body(), body);
        for (Node.Branch branch : branches.subList(1, branches.size())) {
            visitIf(List.of(branch), new Sequence(List.of(), Template.Results.NATIVE), others);
        }
        visit(otherwise, last);
        frame.join(List.of(body, others, last));
    }

    private void visitFor(Node.For loop, Frame frame) {
        load(loop.items(), frame);
        List<String> targets = names(List.of(loop.target()));
        List<String> inBody = new ArrayList<>(targets);
        inBody.add("loop");
        inner(frame, List.of(loop.body()), inBody, List.of());
        inner(frame, List.of(loop.otherwise()), List.of(), List.of());
        if (loop.filter() != null) {
            inner(frame, List.of(), targets, List.of(loop.filter()));
        }
    }

    private void macroScope(Frame frame, Parameters parameters, Node body) {
        List<String> names = new ArrayList<>(parameters.names());
        names.addAll(parameters.used());
        inner(frame, List.of(body), names, parameters.defaults());
    }

    private void inner(Frame frame, List<Node> nodes, List<String> parameters, List<Expression> expressions) {
        frame.inner.add(() -> scope(frame, nodes, parameters, expressions));
    }

    private static void load(Expression expression, Frame frame) {
        if (expression instanceof Expression.Name name && !name.name().equals(Node.ENCLOSED)) {
            frame.load(name.name());
        }
        expression.children().forEach(child -> load(child, frame));
    }

    private static void store(Expression target, Frame frame) {
        if (target instanceof Expression.Attribute attribute) {
            load(attribute.value(), frame);
        }
        names(List.of(target)).forEach(frame::store);
    }

    private static List<String> names(List<Expression> targets) {
        List<String> names = new ArrayList<>();
        for (Expression target : targets) {
            if (target instanceof Expression.Name name) {
                names.add(name.name());
            } else if (target instanceof Expression.TupleLiteral tuple) {
                names.addAll(names(tuple.items()));
            }
        }
        return names;
    }
}
