package org.hermescdc.core.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.tag.Tag;
import com.hubspot.jinjava.tree.TagNode;
import java.util.List;
import java.util.Map;

/**
 * Has Jinjava's tree parser nest the statements of a template: which end belongs to which start, and what it encloses.
 *
 * <p>Jinjava gets the template with every piece replaced by its number, since its scanner cuts templates up by other
 * rules than jinja2 (see {@link Scanner}), and with tags of our own, since only these may be used.
 */
final class BlockTree {

    /** The statements that enclose something, with their end. */
    private static final Map<String, String> ENCLOSING = Map.of(
            "if", "endif",
            "for", "endfor",
            "block", "endblock",
            "macro", "endmacro",
            "call", "endcall",
            "filter", "endfilter",
            "with", "endwith",
            "autoescape", "endautoescape",
            "setblock", "endset");

    private static final List<String> SINGLE =
            List.of("else", "elif", "set", "print", "include", "import", "from", "extends");

    private static final Jinjava JINJAVA = jinjava();

    private BlockTree() {}

    private static Jinjava jinjava() {
        Jinjava jinjava = new Jinjava(JinjavaConfig.newBuilder().build());
        ENCLOSING.forEach((name, end) -> jinjava.getGlobalContext().registerTag(new NestingTag(name, end)));
        SINGLE.forEach(name -> jinjava.getGlobalContext().registerTag(new NestingTag(name, null)));
        return jinjava;
    }

    /** The template's pieces, nested; each node's number is that of its segment. */
    static com.hubspot.jinjava.tree.Node of(List<Segment> segments) {
        StringBuilder numbered = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            numbered.append(
                    segments.get(i) instanceof Segment.Statement statement
                            ? "{% " + tagName(statement) + " " + i + " %}"
                            : "{{ " + i + " }}");
        }
        JinjavaInterpreter interpreter = JINJAVA.newInterpreter();
        JinjavaInterpreter.pushCurrent(interpreter);
        try {
            com.hubspot.jinjava.tree.Node root = interpreter.parse(numbered.toString());
            for (TemplateError error : interpreter.getErrors()) {
                throw Errors.syntax("the statements are not nested properly: " + error.getReason());
            }
            return root;
        } finally {
            JinjavaInterpreter.popCurrent();
        }
    }

    /** The number of the segment that {@code node} stands for. */
    static int number(com.hubspot.jinjava.tree.Node node) {
        String text = node instanceof TagNode tag
                ? tag.getHelpers()
                : node.getMaster().toString().replaceAll("[^0-9]", "");
        return Integer.parseInt(text.trim());
    }

    private static String tagName(Segment.Statement statement) {
        List<Token> tokens = statement.tokens();
        if (tokens.isEmpty() || tokens.get(0).kind() != Token.Kind.NAME) {
            throw Errors.syntax("{% is not followed by the name of a statement");
        }
        String name = tokens.get(0).text();
        if (name.equals("set") && tokens.stream().noneMatch(token -> token.isOperator("="))) {
            return "setblock";
        }
        boolean known = SINGLE.contains(name) || ENCLOSING.containsKey(name) && !name.equals("setblock");
        if (!known && !ENCLOSING.containsValue(name)) {
            throw Errors.syntax("there is no statement '" + name + "'");
        }
        return name;
    }

    /** A statement as far as Jinjava needs to know it. */
    private record NestingTag(String name, String end) implements Tag {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public String getEndTagName() {
            return end;
        }

        @Override
        public String interpret(TagNode node, JinjavaInterpreter interpreter) {
            throw new UnsupportedOperationException("Jinjava parses templates but does not render them");
        }
    }
}
