package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.List;
import org.hermescdc.core.template.Token.Kind;

/**
 * Parses expressions by jinja2's grammar, which is Python's with its own precedence: from loosest to tightest
 * {@code if else}, {@code or}, {@code and}, {@code not}, comparisons and {@code in}, {@code + -}, {@code ~},
 * {@code * / // %}, {@code **} (from left to right), signs, and filters, tests, calls, attributes and items.
 */
final class ExpressionParser {

    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

    private final TokenReader in;
    private final AtomParser atoms;
    private final PostfixParser postfixes;

    ExpressionParser(TokenReader in, Library library) {
        this.in = in;
        this.atoms = new AtomParser(in, this);
        this.postfixes = new PostfixParser(in, library, this);
    }

    /** An expression, or several separated by commas, which are a tuple. */
    Expression tuple(boolean conditions) {
        return tuple(false, conditions, false);
    }

    /** What a {@code for} walks along: an expression without {@code if}, which would start the loop's own condition. */
    Expression loopItems() {
        return tuple(false, false, false);
    }

    /** What stands in parentheses: nothing, one expression, or a tuple. */
    Expression inParentheses() {
        return tuple(true, true, false);
    }

    /** One filter without its bar. */
    Expression.Filter filter(Expression value) {
        return postfixes.filter(value);
    }

    /** A name, constant, or something in brackets. */
    Expression atom() {
        return atoms.atom();
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
            items.add(simple ? atoms.atom() : conditions ? expression() : or());
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
            value = atoms.atom();
        }
        value = postfixes.postfix(value);
        return filters ? postfixes.filtered(value) : value;
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
