package org.hermescdc.core.template;

import java.util.List;

/** What may stand in a template, by its place in the configuration. */
final class Placement {

    private Placement() {}

    /** @throws TemplateException of category {@code rejected-empty}, {@code -statement}, {@code -multiple} or {@code -mixed} */
    static void check(List<Node> nodes, Template.Place place) {
        if (nodes.isEmpty()) {
            throw rejected("empty", "it is empty");
        }
        if (nodes.size() == 1 && !isOutput(nodes.get(0))) {
            throw rejected("statement", "a statement cannot stand alone; add an expression {{ … }} or text");
        }
        if (place == Template.Place.ATTRSMAPPING) {
            checkExpressionsOnly(nodes);
        }
    }

    private static void checkExpressionsOnly(List<Node> nodes) {
        boolean statements =
                nodes.stream().anyMatch(node -> !(node instanceof Node.Text || node instanceof Node.Print));
        if (statements && nodes.size() > 1) {
            throw rejected("multiple", "in attrsmapping no statement may stand beside an expression");
        }
        if (nodes.stream().anyMatch(Node.Text.class::isInstance)) {
            throw rejected("mixed", "in attrsmapping no text or blank may stand beside an expression; join with ~");
        }
    }

    /** A {@code print} statement puts out like an expression; it is read as a sequence. */
    private static boolean isOutput(Node node) {
        return node instanceof Node.Text || node instanceof Node.Print || node instanceof Sequence;
    }

    private static TemplateException rejected(String reason, String message) {
        return new TemplateException("rejected-" + reason, message);
    }
}
