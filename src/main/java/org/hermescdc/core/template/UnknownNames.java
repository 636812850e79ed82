package org.hermescdc.core.template;

import java.util.List;

/**
 * Refuses templates that name filters or tests that do not exist. Inside an {@code if}, as a statement or in an
 * expression, they are only an error once they are reached.
 */
final class UnknownNames {

    private UnknownNames() {}

    static void refuse(List<Node> nodes) {
        nodes.forEach(node -> check(node, false));
    }

    private static void check(Node node, boolean conditional) {
        if (node instanceof Sequence sequence) {
            sequence.nodes().forEach(child -> check(child, conditional));
        } else if (node instanceof Node.Print print) {
            check(print.value(), conditional);
        } else if (node instanceof Node.If choice) {
            choice.branches().forEach(branch -> {
                check(branch.condition(), true);
                check(branch.body(), true);
            });
            check(choice.otherwise(), true);
        } else if (node instanceof Node.Set set) {
            check(set.value(), conditional);
        } else if (node instanceof Node.For loop) {
            check(loop.items(), conditional);
            if (loop.filter() != null) {
                check(loop.filter(), false);
            }
            check(loop.body(), false);
            check(loop.otherwise(), false);
        } else {
            checkBlock(node, conditional);
        }
    }

    private static void checkBlock(Node node, boolean conditional) {
        if (node instanceof Node.SetBlock set) {
            check(set.value(), false);
            check(set.body(), false);
        } else if (node instanceof Node.FilterBlock filter) {
            check(filter.value(), false);
            check(filter.body(), false);
        } else if (node instanceof Node.With with) {
            with.values().forEach(value -> check(value, conditional));
            check(with.body(), false);
        } else if (node instanceof Node.Scoped scoped) {
            check(scoped.body(), false);
        } else if (node instanceof Node.Block block) {
            check(block.body(), false);
        } else if (node instanceof Node.MacroDefinition macro) {
            macro.parameters().defaults().forEach(value -> check(value, false));
            check(macro.body(), false);
        } else if (node instanceof Node.CallBlock call) {
            check(call.call(), conditional);
            check(call.body(), false);
        }
    }

    private static void check(Expression expression, boolean conditional) {
        boolean inside = conditional || expression instanceof Expression.Conditional;
        if (!inside && expression instanceof Expression.Filter filter && filter.function() == null) {
            throw Errors.unknown("there is no filter named '" + filter.name() + "'");
        }
        if (!inside && expression instanceof Expression.Test test && test.function() == null) {
            throw Errors.unknown("there is no test named '" + test.name() + "'");
        }
        expression.children().forEach(child -> check(child, inside));
    }
}
