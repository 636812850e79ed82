package org.hermescdc.core.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compiles templates (spec/06). Immutable; the templates that it makes are too. */
public final class TemplateEngine {

    /** Variables that Hermes itself gives to server-side {@code attrsmapping}: no columns of a source. */
    private static final Set<String> RESERVED = Set.of(
            "_SELF",
            "REMOTE_ATTRIBUTES",
            "CACHED_VALUES",
            "FETCHED_VALUES",
            "ITEM_CACHED_VALUES",
            "ITEM_FETCHED_VALUES");

    /** Names whose mere presence may mean that a template changes a list or dict. */
    private static final Set<String> CHANGING = Set.of(
            "append",
            "extend",
            "insert",
            "pop",
            "remove",
            "clear",
            "reverse",
            "sort",
            "update",
            "setdefault",
            "popitem",
            "add",
            "discard",
            "attr");

    private final Library library;
    private final Template.Results results;
    private final Limits limits;

    /**
     * @param filters the filters that come as plugins, by the name under which templates know them
     * @param results whether results that are strings are read again as Python literals
     */
    public TemplateEngine(Map<String, TemplateFilter> filters, Template.Results results) {
        this(filters, results, Limits.DEFAULT);
    }

    public TemplateEngine(Map<String, TemplateFilter> filters, Template.Results results, Limits limits) {
        this.library = new Library(filters);
        this.results = results;
        this.limits = limits;
    }

    /**
     * Compiles a template.
     *
     * @throws TemplateException if it cannot be read, names an unknown filter or test, or holds what is not allowed in
     *     its place; the message tells the template
     */
    public Template compile(String text, Template.Place place) {
        try {
            List<Segment> segments = Scanner.scan(text);
            List<Node> nodes = StatementParser.parse(segments, library, results);
            UnknownNames.refuse(nodes);
            if (isPlain(nodes)) {
                return new PlainTemplate(text, place);
            }
            Placement.check(nodes, place);
            Sequence body = new Sequence(nodes, results);
            return new CompiledTemplate(text, variables(nodes, place), body, results, limits, changes(segments));
        } catch (TemplateException e) {
            throw new TemplateException(e.category(), "template " + text.strip() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Compiles the list of names that a server-side {@code attrsmapping} may be.
     *
     * @throws TemplateException if one of the names is empty, or a template that its place does not allow
     */
    public Template compileNames(List<String> names) {
        Set<String> variables = new TreeSet<>();
        names.forEach(name ->
                variables.addAll(compile(name, Template.Place.ATTRSMAPPING).variables()));
        return new NameList(List.copyOf(names), java.util.Collections.unmodifiableSet(variables));
    }

    /**
     * Compiles {@code vars}: any YAML with templates at its leaves.
     *
     * @throws TemplateException as {@link #compile} does
     */
    public TemplateTree compileTree(Object value) {
        return TemplateTree.of(value, this);
    }

    private static boolean isPlain(List<Node> nodes) {
        return nodes.size() == 1 && nodes.get(0) instanceof Node.Text;
    }

    private static Set<String> variables(List<Node> nodes, Template.Place place) {
        Set<String> names = new TreeSet<>(Names.variables(nodes));
        if (place == Template.Place.ATTRSMAPPING) {
            names.removeAll(RESERVED);
        }
        return java.util.Collections.unmodifiableSet(names);
    }

    private static boolean changes(List<Segment> segments) {
        return segments.stream().anyMatch(segment -> {
            List<Token> tokens = segment instanceof Segment.Expression expression
                    ? expression.tokens()
                    : segment instanceof Segment.Statement statement ? statement.tokens() : List.of();
            return namesChange(tokens) || callsItem(tokens);
        });
    }

    private static boolean namesChange(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean dotted = i > 0 && (tokens.get(i - 1).isOperator(".") || token.isName("attr"));
            if (CHANGING.contains(token.text()) && (dotted || token.kind() == Token.Kind.STRING)) {
                return true;
            }
        }
        return false;
    }

    /** Whether something like {@code value[key]()} is called: the method's name is not known before it runs. */
    private static boolean callsItem(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).isOperator("(") && tokens.get(i - 1).isOperator("]")) {
                return true;
            }
        }
        return false;
    }
}
