package org.hermescdc.core.template;

import com.hubspot.jinjava.tree.TagNode;
import java.util.ArrayList;
import java.util.List;

/** Turns the nested pieces of a template into {@link Node}s. */
final class StatementParser {

    private static final Expression.Name ENCLOSED = new Expression.Name(Node.ENCLOSED);

    private final List<Segment> segments;
    private final Library library;
    private final Template.Results results;

    private StatementParser(List<Segment> segments, Library library, Template.Results results) {
        this.segments = segments;
        this.library = library;
        this.results = results;
    }

    /** The parts of the template that was cut into {@code segments}, in their order. */
    static List<Node> parse(List<Segment> segments, Library library, Template.Results results) {
        StatementParser parser = new StatementParser(segments, library, results);
        return parser.nodes(BlockTree.of(segments).getChildren());
    }

    private List<Node> nodes(List<com.hubspot.jinjava.tree.Node> tree) {
        List<Node> nodes = new ArrayList<>();
        for (com.hubspot.jinjava.tree.Node node : tree) {
            Segment segment = segments.get(BlockTree.number(node));
            if (segment instanceof Segment.Text text) {
                nodes.add(new Node.Text(text.text()));
            } else if (segment instanceof Segment.Expression expression) {
                TokenReader in = new TokenReader(expression.tokens());
                nodes.add(new Node.Print(new ExpressionParser(in, library).tuple(true)));
                in.expectEnd();
            } else if (segment instanceof Segment.Statement statement) {
                nodes.add(statement(statement, (TagNode) node));
            }
        }
        return nodes;
    }

    private Node body(List<com.hubspot.jinjava.tree.Node> tree) {
        return new Sequence(nodes(tree), results);
    }

    private Node statement(Segment.Statement statement, TagNode node) {
        TokenReader in = new TokenReader(statement.tokens());
        ExpressionParser parser = new ExpressionParser(in, library);
        String name = in.expectName();
        Node result =
                switch (name) {
                    case "if" -> conditional(in, parser, node);
                    case "for" -> loop(in, parser, node);
                    case "set" -> set(in, parser, node);
                    case "print" -> print(in, parser);
                    case "filter" -> new Node.FilterBlock(filters(in, parser, true), body(node.getChildren()));
                    case "with" -> with(in, parser, node);
                    case "autoescape" -> new Node.Scoped(parser.expression(), body(node.getChildren()));
                    case "block" -> block(in, node);
                    case "macro" -> macro(in, parser, node);
                    case "call" -> call(in, parser, node);
                    case "include", "extends", "import", "from" -> otherTemplate(name, in, parser);
                    default -> throw Errors.syntax("'" + name + "' stands outside of its statement");
                };
        in.expectEnd();
        return result;
    }

    private Node conditional(TokenReader in, ExpressionParser parser, TagNode node) {
        List<Node.Branch> branches = new ArrayList<>();
        Expression condition = parser.tuple(false);
        in.expectEnd();
        List<com.hubspot.jinjava.tree.Node> part = new ArrayList<>();
        boolean last = false;
        for (com.hubspot.jinjava.tree.Node child : node.getChildren()) {
            TokenReader divider = divider(child);
            if (divider == null) {
                part.add(child);
                continue;
            }
            if (last) {
                throw Errors.syntax("{% else %} must be the last part of {% if %}");
            }
            branches.add(new Node.Branch(condition, body(part)));
            part = new ArrayList<>();
            last = divider.next().isName("else");
            condition = last ? null : new ExpressionParser(divider, library).tuple(false);
            divider.expectEnd();
        }
        if (last) {
            return new Node.If(branches, body(part));
        }
        branches.add(new Node.Branch(condition, body(part)));
        return new Node.If(branches, body(List.of()));
    }

    /** The tokens of {@code else} or {@code elif}, or null for anything else. */
    private TokenReader divider(com.hubspot.jinjava.tree.Node node) {
        if (segments.get(BlockTree.number(node)) instanceof Segment.Statement statement
                && (statement.tokens().get(0).isName("else")
                        || statement.tokens().get(0).isName("elif"))) {
            return new TokenReader(statement.tokens());
        }
        return null;
    }

    private Node loop(TokenReader in, ExpressionParser parser, TagNode node) {
        Expression target = parser.target();
        if (!in.takeName("in")) {
            throw in.unexpected("'in'");
        }
        Expression items = parser.loopItems();
        Expression filter = in.takeName("if") ? parser.expression() : null;
        boolean recursive = in.takeName("recursive");
        in.expectEnd();
        List<com.hubspot.jinjava.tree.Node> body = new ArrayList<>();
        List<com.hubspot.jinjava.tree.Node> otherwise = null;
        for (com.hubspot.jinjava.tree.Node child : node.getChildren()) {
            TokenReader divider = divider(child);
            if (divider == null) {
                (otherwise == null ? body : otherwise).add(child);
            } else if (otherwise == null && divider.next().isName("else")) {
                divider.expectEnd();
                otherwise = new ArrayList<>();
            } else {
                throw Errors.syntax("{% for %} takes one {% else %} and no {% elif %}");
            }
        }
        return new Node.For(
                target, items, filter, recursive, body(body), body(otherwise == null ? List.of() : otherwise));
    }

    private Node set(TokenReader in, ExpressionParser parser, TagNode node) {
        Expression target = parser.target();
        if (in.take("=")) {
            return new Node.Set(target, parser.tuple(true));
        }
        return new Node.SetBlock(target, filters(in, parser, false), body(node.getChildren()));
    }

    /** A chain of filters upon what a block encloses; the first has no bar if {@code bare}. */
    private static Expression filters(TokenReader in, ExpressionParser parser, boolean bare) {
        Expression value = bare ? parser.filter(ENCLOSED) : ENCLOSED;
        while (in.take("|")) {
            value = parser.filter(value);
        }
        return value;
    }

    private Node print(TokenReader in, ExpressionParser parser) {
        List<Node> nodes = new ArrayList<>();
        while (!in.atEnd()) {
            if (!nodes.isEmpty()) {
                in.expect(",");
            }
            nodes.add(new Node.Print(parser.expression()));
        }
        return new Sequence(nodes, results);
    }

    private Node with(TokenReader in, ExpressionParser parser, TagNode node) {
        List<Expression> targets = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!in.atEnd()) {
            if (!targets.isEmpty()) {
                in.expect(",");
            }
            targets.add(parser.target());
            in.expect("=");
            values.add(parser.expression());
        }
        return new Node.With(targets, values, body(node.getChildren()));
    }

    private Node block(TokenReader in, TagNode node) {
        String name = in.expectName();
        in.takeName("scoped");
        if (in.takeName("required")) {
            throw Errors.syntax("a required block needs a template that extends this one, and there is none");
        }
        return new Node.Block(name, body(node.getChildren()));
    }

    private Node macro(TokenReader in, ExpressionParser parser, TagNode node) {
        String name = in.expectName();
        List<Expression> defaults = new ArrayList<>();
        List<String> names = parameters(in, parser, defaults);
        Node body = body(node.getChildren());
        return new Node.MacroDefinition(name, new Parameters(names, defaults, Names.macroNames(body, names)), body);
    }

    private Node call(TokenReader in, ExpressionParser parser, TagNode node) {
        List<Expression> defaults = new ArrayList<>();
        List<String> names = in.at("(") ? parameters(in, parser, defaults) : List.of();
        if (!(parser.expression() instanceof Expression.Call call)) {
            throw Errors.syntax("{% call %} must be followed by a call");
        }
        Node body = body(node.getChildren());
        return new Node.CallBlock(call, new Parameters(names, defaults, Names.macroNames(body, names)), body);
    }

    private static List<String> parameters(TokenReader in, ExpressionParser parser, List<Expression> defaults) {
        List<String> names = new ArrayList<>();
        in.expect("(");
        while (!in.at(")")) {
            if (!names.isEmpty()) {
                in.expect(",");
            }
            names.add(in.expectName());
            if (in.take("=")) {
                defaults.add(parser.expression());
            } else if (!defaults.isEmpty()) {
                throw Errors.syntax("a parameter without default follows one with a default");
            }
        }
        in.expect(")");
        return names;
    }

    private static Node otherTemplate(String statement, TokenReader in, ExpressionParser parser) {
        parser.expression();
        List<String> names = new ArrayList<>();
        boolean aliases = in.takeName("as");
        if (aliases) {
            names.add(in.expectName());
        }
        while (!in.atEnd()) {
            if (in.takeName("import")) {
                continue;
            }
            boolean alias = in.takeName("as");
            if (!in.take(",")) {
                String name = in.expectName();
                if (alias) {
                    names.set(names.size() - 1, name);
                } else if (statement.equals("from")) {
                    names.add(name);
                }
            }
        }
        return new Node.OtherTemplate(statement, names);
    }
}
