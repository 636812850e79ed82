package org.hermescdc.core.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.template.Expression.Arguments;
import org.hermescdc.core.template.Token.Kind;

/**
 * Parses expressions by jinja2's grammar, which is Python's with its own precedence: from loosest to tightest
 * {@code if else}, {@code or}, {@code and}, {@code not}, comparisons and {@code in}, {@code + -}, {@code ~},
 * {@code * / // %}, {@code **} (from left to right), signs, and filters, tests, calls, attributes and items.
 */
final class ExpressionParser {

    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

    private final TokenReader in;
    private final Library library;

    ExpressionParser(TokenReader in, Library library) {
        this.in = in;
        this.library = library;
    }

    /** An expression, or several separated by commas, which are a tuple. */
    Expression tuple(boolean conditions) {
        return tuple(false, conditions, false);
    }

    /** What a {@code for} walks along: an expression without {@code if}, which would start the loop's own condition. */
    Expression loopItems() {
        return tuple(false, false, false);
    }

    private Expression tuple(boolean parentheses, boolean conditions, boolean simple) {
        List<Expression> items = new ArrayList<>();
        boolean comma = false;
        while (true) {
            if (!items.isEmpty() && !in.take(",")) {
                break;
            }
            comma |= !items.isEmpty();
            if (in.atEnd() || in.at(")") || !parentheses && in.atName("in") && simple) {
                break;
            }
            items.add(simple ? primary() : conditions ? expression() : or());
        }
        if (!comma && !items.isEmpty()) {
            return items.get(0);
        }
        if (items.isEmpty() && !parentheses) {
            throw in.unexpected("an expression");
        }
        return new Expression.TupleLiteral(items);
    }

    /** Any expression but a tuple without parentheses. */
    Expression expression() {
        Expression value = or();
        while (in.takeName("if")) {
            Expression condition = or();
            Expression otherwise = in.takeName("else") ? expression() : null;
            value = new Expression.Conditional(condition, value, otherwise);
        }
        return value;
    }

    Expression or() {
        Expression left = and();
        while (in.takeName("or")) {
            left = new Expression.Or(left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (in.takeName("and")) {
            left = new Expression.And(left, not());
        }
        return left;
    }

    private Expression not() {
        return in.takeName("not") ? new Expression.Not(not()) : comparison();
    }

    private Expression comparison() {
        Expression first = sum();
        List<Expression.Comparand> others = new ArrayList<>();
        while (true) {
            if (in.current().kind() == Kind.OPERATOR
                    && COMPARISONS.contains(in.current().text())) {
                String operator = in.next().text();
                others.add(new Expression.Comparand(operator, sum()));
            } else if (in.takeName("in")) {
                others.add(new Expression.Comparand("in", sum()));
            } else if (in.atName("not") && in.ahead(1).isName("in")) {
                in.next();
                in.next();
                others.add(new Expression.Comparand("not in", sum()));
            } else {
                return others.isEmpty() ? first : new Expression.Comparisons(first, others);
            }
        }
    }

    private Expression sum() {
        Expression left = concatenation();
        while (in.at("+") || in.at("-")) {
            left = new Expression.Binary(in.next().text(), left, concatenation());
        }
        return left;
    }

    private Expression concatenation() {
        Expression first = product();
        if (!in.at("~")) {
            return first;
        }
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (in.take("~")) {
            parts.add(product());
        }
        return new Expression.Concatenation(parts);
    }

    private Expression product() {
        Expression left = power();
        while (in.at("*") || in.at("/") || in.at("//") || in.at("%")) {
            left = new Expression.Binary(in.next().text(), left, power());
        }
        return left;
    }

    private Expression power() {
        Expression left = unary(true);
        while (in.at("**")) {
            left = new Expression.Binary(in.next().text(), left, unary(true));
        }
        return left;
    }

    private Expression unary(boolean filters) {
        Expression value;
        if (in.at("-") || in.at("+")) {
            value = new Expression.Sign(in.next().text(), unary(false));
        } else {
            value = primary();
        }
        value = postfix(value);
        return filters ? filtered(value) : value;
    }

    /** A name, constant, or something in brackets. */
    Expression primary() {
        Token token = in.current();
        switch (token.kind()) {
            case NAME -> {
                in.next();
                return name(token.text());
            }
            case STRING -> {
                StringBuilder joined = new StringBuilder();
                while (in.current().kind() == Kind.STRING) {
                    joined.append(in.next().text());
                }
                return new Expression.Constant(joined.toString());
            }
            case INTEGER, FLOAT -> {
                in.next();
                return new Expression.Constant(number(token));
            }
            default -> {
                return bracketed();
            }
        }
    }

    private static Expression name(String name) {
        return switch (name) {
            case "true", "True" -> new Expression.Constant(true);
            case "false", "False" -> new Expression.Constant(false);
            case "none", "None" -> new Expression.Constant(null);
            default -> new Expression.Name(name);
        };
    }

    private static Object number(Token token) {
        String digits = token.text().replace("_", "");
        if (token.kind() == Kind.FLOAT) {
            return Double.valueOf(digits);
        }
        int radix = digits.length() < 2
                ? 10
                : switch (digits.charAt(1)) {
                    case 'x', 'X' -> 16;
                    case 'o', 'O' -> 8;
                    case 'b', 'B' -> 2;
                    default -> 10;
                };
        if (radix == 10 && digits.length() > Numbers.MAX_DIGITS) {
            throw Errors.syntax("an integer of more than " + Numbers.MAX_DIGITS + " digits");
        }
        return Numbers.integer(new BigInteger(radix == 10 ? digits : digits.substring(2), radix));
    }

    private Expression bracketed() {
        if (in.take("(")) {
            Expression value = tuple(true, true, false);
            in.expect(")");
            return value;
        }
        if (in.take("[")) {
            List<Expression> items = new ArrayList<>();
            while (!in.at("]")) {
                if (!items.isEmpty()) {
                    in.expect(",");
                }
                if (!in.at("]")) {
                    items.add(expression());
                }
            }
            in.expect("]");
            return new Expression.ListLiteral(items);
        }
        if (in.take("{")) {
            return dict();
        }
        throw in.unexpected("a value");
    }

    private Expression dict() {
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!in.at("}")) {
            if (!keys.isEmpty()) {
                in.expect(",");
            }
            if (!in.at("}")) {
                keys.add(expression());
                in.expect(":");
                values.add(expression());
            }
        }
        in.expect("}");
        return new Expression.DictLiteral(keys, values);
    }

    private Expression postfix(Expression start) {
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
            case INTEGER -> new Expression.Item(value, new Expression.Constant(number(token)));
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
        Expression start = in.at(":") ? null : expression();
        if (!in.take(":")) {
            return start;
        }
        Expression stop = sliceEnd();
        Expression step = in.take(":") ? sliceEnd() : null;
        return new Expression.Slice(start, stop, step);
    }

    private Expression sliceEnd() {
        return in.at(":") || in.at("]") || in.at(",") ? null : expression();
    }

    /** The arguments of a call, in parentheses. */
    Arguments arguments() {
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
                rest = expression();
            } else if (in.at("**") && options == null) {
                in.next();
                options = expression();
            } else if (in.current().kind() == Kind.NAME && in.ahead(1).isOperator("=") && options == null) {
                addNamed(named);
            } else if (rest == null && options == null && named.isEmpty()) {
                positional.add(expression());
            } else {
                throw in.unexpected("a named argument");
            }
        }
        in.expect(")");
        return new Arguments(positional, named, rest, options);
    }

    private void addNamed(Map<String, Expression> named) {
        String name = in.next().text();
        in.expect("=");
        if (named.put(name, expression()) != null) {
            throw Errors.syntax("the argument '" + name + "' is given twice");
        }
    }

    private Expression filtered(Expression start) {
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
        Arguments arguments = in.at("(") ? arguments() : Arguments.NONE;
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
        Arguments arguments = Arguments.NONE;
        if (in.at("(")) {
            arguments = arguments();
        } else if (startsArgument(in.current())) {
            if (in.atName("is")) {
                throw Errors.syntax("tests cannot be chained with 'is'");
            }
            arguments = new Arguments(List.of(postfix(primary())), Map.of(), null, null);
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

    /** What a {@code for} or {@code set} gives names to: a name, several, or (for {@code set}) {@code namespace.name}. */
    Expression target() {
        if (in.current().kind() == Kind.NAME && in.ahead(1).isOperator(".")) {
            String namespace = in.expectName();
            in.expect(".");
            return new Expression.Attribute(new Expression.Name(namespace), in.expectName());
        }
        return requireAssignable(tuple(false, true, true));
    }

    private static Expression requireAssignable(Expression target) {
        if (target instanceof Expression.TupleLiteral tuple) {
            tuple.items().forEach(ExpressionParser::requireAssignable);
        } else if (!(target instanceof Expression.Name)) {
            throw Errors.syntax("a constant or expression cannot be assigned to");
        }
        return target;
    }
}
