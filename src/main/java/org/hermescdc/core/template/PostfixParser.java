package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.template.Token.Kind;

/** Parses what stands behind a value: attributes, items, calls, filters and tests. */
final class PostfixParser {

    private final TokenReader in;
    private final Library library;
    private final ExpressionParser outer;

    PostfixParser(TokenReader in, Library library, ExpressionParser outer) {
        this.in = in;
        this.library = library;
        this.outer = outer;
    }

    /** Attributes, items and calls behind a value. */
    Expression postfix(Expression start) {
        Expression value = start;
        while (true) {
            if (in.take(".")) {
                value = attribute(value);
            } else if (in.take("[")) {
                value = item(value);
            } else if (in.at("(")) {
                value = new Expression.Call(value, arguments());
            } else {
                return value;
            }
        }
    }

    private Expression attribute(Expression value) {
        Token token = in.next();
        return switch (token.kind()) {
            case NAME -> new Expression.Attribute(value, token.text());
            case INTEGER -> new Expression.Item(value, new Expression.Constant(AtomParser.number(token)));
            default -> throw Errors.syntax("a '.' is not followed by a name or a number");
        };
    }

    private Expression item(Expression value) {
        List<Expression> keys = new ArrayList<>();
        while (!in.at("]")) {
            if (!keys.isEmpty()) {
                in.expect(",");
            }
            keys.add(subscript());
        }
        in.expect("]");
        if (keys.size() == 1) {
            return keys.get(0) instanceof Expression.Slice slice
                    ? new Expression.Sliced(value, slice)
                    : new Expression.Item(value, keys.get(0));
        }
        if (keys.stream().anyMatch(Expression.Slice.class::isInstance)) {
            throw Errors.syntax("a slice cannot stand among several keys");
        }
        return new Expression.Item(value, new Expression.TupleLiteral(keys));
    }

    private Expression subscript() {
        Expression start = in.at(":") ? null : outer.expression();
        if (!in.take(":")) {
            return start;
        }
        Expression stop = sliceEnd();
        Expression step = in.take(":") ? sliceEnd() : null;
        return new Expression.Slice(start, stop, step);
    }

    private Expression sliceEnd() {
        return in.at(":") || in.at("]") || in.at(",") ? null : outer.expression();
    }

    /** The arguments of a call, in parentheses. */
    private CallArguments arguments() {
        in.expect("(");
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        Expression rest = null;
        Expression options = null;
        boolean first = true;
        while (!in.at(")")) {
            if (!first) {
                in.expect(",");
            }
            first = false;
            if (in.at(")")) {
                break;
            }
            if (in.at("*") && rest == null && options == null) {
                in.next();
                rest = outer.expression();
            } else if (in.at("**") && options == null) {
                in.next();
                options = outer.expression();
            } else if (in.current().kind() == Kind.NAME && in.ahead(1).isOperator("=") && options == null) {
                addNamed(named);
            } else if (rest == null && options == null && named.isEmpty()) {
                positional.add(outer.expression());
            } else {
                throw in.unexpected("a named argument");
            }
        }
        in.expect(")");
        return new CallArguments(positional, named, rest, options);
    }

    private void addNamed(Map<String, Expression> named) {
        String name = in.next().text();
        in.expect("=");
        if (named.put(name, outer.expression()) != null) {
            throw Errors.syntax("the argument '" + name + "' is given twice");
        }
    }

    /** Filters and tests behind a value. */
    Expression filtered(Expression start) {
        Expression value = start;
        while (true) {
            if (in.take("|")) {
                value = filter(value);
            } else if (in.takeName("is")) {
                value = test(value);
            } else if (in.at("(")) {
                value = new Expression.Call(value, arguments());
            } else {
                return value;
            }
        }
    }

    /** One filter without its bar. */
    Expression.Filter filter(Expression value) {
        String name = dottedName();
        CallArguments arguments = in.at("(") ? arguments() : CallArguments.NONE;
        return new Expression.Filter(value, name, library.filter(name), arguments);
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(in.expectName());
        while (in.take(".")) {
            name.append('.').append(in.expectName());
        }
        return name.toString();
    }

    private Expression test(Expression value) {
        boolean negated = in.takeName("not");
        String name = dottedName();
        CallArguments arguments = CallArguments.NONE;
        if (in.at("(")) {
            arguments = arguments();
        } else if (startsArgument(in.current())) {
            if (in.atName("is")) {
                throw Errors.syntax("tests cannot be chained with 'is'");
            }
            arguments = new CallArguments(List.of(postfix(outer.atom())), Map.of(), null, null);
        }
        Expression test = new Expression.Test(value, name, library.test(name), arguments);
        return negated ? new Expression.Not(test) : test;
    }

    private static boolean startsArgument(Token token) {
        return switch (token.kind()) {
            case NAME ->
                !token.text().equals("else")
                        && !token.text().equals("or")
                        && !token.text().equals("and");
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> token.text().equals("[") || token.text().equals("{");
            case END -> false;
        };
    }
}
