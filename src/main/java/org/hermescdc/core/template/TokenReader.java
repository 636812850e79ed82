package org.hermescdc.core.template;

import java.util.List;

/** Walks along the tokens of an expression or statement. */
final class TokenReader {

    private final List<Token> tokens;
    private int position;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return ahead(0);
    }

    Token ahead(int distance) {
        int index = position + distance;
        return index < tokens.size() ? tokens.get(index) : Token.LAST;
    }

    Token next() {
        Token token = current();
        position++;
        return token;
    }

    boolean at(String operator) {
        return current().isOperator(operator);
    }

    boolean atName(String name) {
        return current().isName(name);
    }

    boolean atEnd() {
        return current().kind() == Token.Kind.END;
    }

    boolean take(String operator) {
        return at(operator) && next() != null;
    }

    boolean takeName(String name) {
        return atName(name) && next() != null;
    }

    void expect(String operator) {
        if (!take(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    /** The text of the next token, which must be a name. */
    String expectName() {
        if (current().kind() != Token.Kind.NAME) {
            throw unexpected("a name");
        }
        return next().text();
    }

    void expectEnd() {
        if (!atEnd()) {
            throw unexpected("the end");
        }
    }

    TemplateException unexpected(String expected) {
        Token token = current();
        String found = token.kind() == Token.Kind.STRING
                ? "a string"
                : token.kind() == Token.Kind.END ? token.text() : "'" + token.text() + "'";
        return Errors.syntax("found " + found + " where " + expected + " is expected");
    }
}
