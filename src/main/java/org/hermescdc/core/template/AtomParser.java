package org.hermescdc.core.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.hermescdc.core.template.Token.Kind;

/** Parses the smallest parts of expressions: names, constants, and lists, dicts and tuples in brackets. */
final class AtomParser {

    private final TokenReader in;
    private final ExpressionParser outer;

    AtomParser(TokenReader in, ExpressionParser outer) {
        this.in = in;
        this.outer = outer;
    }

    /** A name, constant, or something in brackets. */
    Expression atom() {
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

    /** The value of an integer or float. */
    static Object number(Token token) {
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
            Expression value = outer.inParentheses();
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
                    items.add(outer.expression());
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
                keys.add(outer.expression());
                in.expect(":");
                values.add(outer.expression());
            }
        }
        in.expect("}");
        return new Expression.DictLiteral(keys, values);
    }
}
