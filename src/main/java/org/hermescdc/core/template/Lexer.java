package org.hermescdc.core.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression or a statement into {@link Token}s, up to the mark that closes it. */
final class Lexer {

    private static final Pattern NUMBER = Pattern.compile(
            "((?<!\\.)(?:\\d+_)*\\d+(?:(?:\\.(?:\\d+_)*\\d+)?[eE][+-]?(?:\\d+_)*\\d+"
                    + "|\\.(?:\\d+_)*\\d+))|(0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[1-9](?:_?\\d)*|0(?:_?0)*)");
    private static final Pattern NAME = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern STRING = Pattern.compile(
            "'([^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+)'|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"", Pattern.DOTALL);
    private static final Pattern OPERATOR = Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}><=.:|,;]");

    private final String text;
    private final String closing;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Character> open = new ArrayDeque<>();
    private int position;

    /** @param closing <code>}}</code> or <code>%}</code>, which may have a {@code -} before it */
    Lexer(String text, int position, String closing) {
        this.text = text;
        this.position = position;
        this.closing = closing;
    }

    /** Where the text goes on, after the closing mark and the whitespace that it takes away. */
    int end() {
        return position;
    }

    List<Token> tokens() {
        while (!atClosing()) {
            if (position >= text.length()) {
                throw Errors.syntax("'" + closing + "' is missing");
            }
            if (CodePoints.isSpace(text.charAt(position))) {
                position++;
            } else {
                tokens.add(next());
            }
        }
        return tokens;
    }

    private boolean atClosing() {
        if (!open.isEmpty()) {
            return false;
        }
        if (text.startsWith("-" + closing, position)) {
            position += closing.length() + 1;
            while (position < text.length() && CodePoints.isSpace(text.charAt(position))) {
                position++;
            }
            return true;
        }
        boolean kept = closing.equals("%}") && text.startsWith("+" + closing, position);
        if (kept || text.startsWith(closing, position)) {
            position += closing.length() + (kept ? 1 : 0);
            return true;
        }
        return false;
    }

    private Token next() {
        Matcher number = at(NUMBER);
        if (number.lookingAt()) {
            return take(number.group(1) == null ? Token.Kind.INTEGER : Token.Kind.FLOAT, number.group(), number);
        }
        Matcher name = at(NAME);
        if (name.lookingAt()) {
            requireIdentifier(name.group());
            return take(Token.Kind.NAME, name.group(), name);
        }
        Matcher string = at(STRING);
        if (string.lookingAt()) {
            String content = string.group(1) == null ? string.group(2) : string.group(1);
            return take(Token.Kind.STRING, Escapes.decodeTemplateString(content), string);
        }
        Matcher operator = at(OPERATOR);
        if (operator.lookingAt()) {
            balance(operator.group().charAt(0));
            return take(Token.Kind.OPERATOR, operator.group(), operator);
        }
        throw Errors.syntax("unexpected character '" + Character.toString(text.codePointAt(position)) + "'");
    }

    private Matcher at(Pattern pattern) {
        return pattern.matcher(text).region(position, text.length()).useTransparentBounds(true);
    }

    private Token take(Token.Kind kind, String content, Matcher match) {
        position = match.end();
        return new Token(kind, content);
    }

    private static void requireIdentifier(String name) {
        int first = name.codePointAt(0);
        if (first != '_' && !Character.isUnicodeIdentifierStart(first)) {
            throw Errors.syntax("'" + name + "' is no name");
        }
    }

    private void balance(char operator) {
        switch (operator) {
            case '(' -> open.push(')');
            case '[' -> open.push(']');
            case '{' -> open.push('}');
            case ')', ']', '}' -> {
                if (open.isEmpty() || open.pop() != operator) {
                    throw Errors.syntax("unexpected '" + operator + "'");
                }
            }
            default -> {}
        }
    }
}
