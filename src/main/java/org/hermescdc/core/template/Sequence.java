package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.List;

/** Several nodes in a row. Neighbours that are text or constant expressions are put out as one text, as jinja2 does. */
final class Sequence implements Node {

    private final List<Node> nodes;
    private final List<Node> folded;

    Sequence(List<Node> nodes, Template.Results results) {
        this.nodes = List.copyOf(nodes);
        this.folded = fold(nodes, results);
    }

    /** The nodes as they are written. */
    List<Node> nodes() {
        return nodes;
    }

    /** The nodes as they are rendered. */
    List<Node> folded() {
        return folded;
    }

    @Override
    public void render(Scope scope, Output out) {
        for (Node node : folded) {
            node.render(scope, out);
        }
    }

    private static List<Node> fold(List<Node> nodes, Template.Results results) {
        List<Node> folded = new ArrayList<>();
        List<Node> constants = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Node node : nodes) {
            String constant = constant(node);
            if (constant == null) {
                flush(constants, text, folded, results);
                folded.add(node);
            } else {
                constants.add(node);
                text.append(constant);
            }
        }
        flush(constants, text, folded, results);
        return List.copyOf(folded);
    }

    private static void flush(List<Node> constants, StringBuilder text, List<Node> folded, Template.Results results) {
        if (constants.isEmpty()) {
            return;
        }
        boolean typed = results == Template.Results.TYPED && constants.size() == 1;
        folded.add(typed ? constants.get(0) : new Text(text.toString()));
        constants.clear();
        text.setLength(0);
    }

    /** The text of a node that is the same in every rendering, or null. */
    private static String constant(Node node) {
        if (node instanceof Text text) {
            return text.text();
        }
        if (!(node instanceof Print print)) {
            return null;
        }
        try {
            Object value = print.value().evaluate(Scope.CONSTANTS);
            return isPlain(value) ? PythonText.str(value) : null;
        } catch (Scope.NotConstant | TemplateException e) {
            return null;
        }
    }

    private static boolean isPlain(Object value) {
        if (value instanceof List<?> items) {
            return items.stream().allMatch(Sequence::isPlain);
        }
        if (value instanceof PyDict dict) {
            return dict.entrySet().stream().allMatch(e -> isPlain(e.getKey()) && isPlain(e.getValue()));
        }
        return value == null || Numbers.isNumber(value) || Comparison.isText(value);
    }
}
