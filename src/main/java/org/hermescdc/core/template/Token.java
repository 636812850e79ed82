package org.hermescdc.core.template;

/**
 * A piece of an expression.
 *
 * @param text the name, the operator, the digits of a number, or the content of a string with its escapes decoded
 */
record Token(Kind kind, String text) {

    enum Kind {
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        /** What stands behind the last piece. */
        END
    }

    static final Token LAST = new Token(Kind.END, "the end of the expression");

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }
}
