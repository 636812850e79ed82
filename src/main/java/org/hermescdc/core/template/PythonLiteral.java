package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads strings as Python literals, as {@code ast.literal_eval} does: numbers, strings, byte strings, tuples, lists, sets,
 * dicts, booleans and None. What is no literal stays the string; so do complex numbers, {@code ...}, and collections that
 * Python cannot build, such as <code>{[]}</code>.
 */
final class PythonLiteral {

    private static final int MAX_DEPTH = 100;

    private final LiteralReader in;
    private int depth;

    private PythonLiteral(String text) {
        this.in = new LiteralReader(text);
    }

    /** The value of {@code text} if it is a literal, else {@code text} itself. */
    static Object read(String text) {
        if (!mayBeLiteral(text)) {
            return text;
        }
        try {
            return new PythonLiteral(text.replace("\r\n", "\n").replace('\r', '\n')).whole();
        } catch (LiteralReader.NotLiteral | TemplateException e) {
            return text;
        }
    }

    /** Spares most names and sentences the exception. */
    private static boolean mayBeLiteral(String text) {
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            return false;
        }
        char c = text.charAt(0);
        if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
            return switch (c) {
                case 'T', 'F', 'N' -> text.startsWith("True") || text.startsWith("False") || text.startsWith("None");
                case 's' -> text.startsWith("set");
                case 'u', 'U', 'r', 'R', 'b', 'B' -> text.indexOf('\'') > 0 || text.indexOf('"') > 0;
                default -> false;
            };
        }
        return c != ' ' && c != '\t' && c < 0x80;
    }

    private Object whole() {
        in.skipBlankLines();
        Object value = expression();
        if (in.take(',')) {
            List<Object> items = new ArrayList<>(List.of(new Object[0]));
            items.add(value);
            while (!in.atLineEnd()) {
                items.add(expression());
                if (!in.take(',')) {
                    break;
                }
            }
            value = PyTuple.from(items);
        }
        in.expectEnd();
        return value;
    }

    private Object expression() {
        if (++depth > MAX_DEPTH) {
            throw in.notLiteral();
        }
        Object value = in.take('-') ? Operators.negate(number()) : in.take('+') ? number() : atom();
        depth--;
        return value;
    }

    /** What may follow a sign: a number, in parentheses or not. */
    private Object number() {
        if (in.take('(')) {
            in.open();
            Object value = number();
            in.close(')');
            return value;
        }
        return in.number();
    }

    private Object atom() {
        char c = in.peek();
        if (c >= '0' && c <= '9' || c == '.') {
            return in.number();
        }
        if (in.atString()) {
            return in.strings();
        }
        if (in.take('(')) {
            return parentheses();
        }
        if (in.take('[')) {
            in.open();
            List<Object> items = items(']', new ArrayList<>());
            in.close(']');
            return items;
        }
        if (in.take('{')) {
            return braces();
        }
        return switch (in.word()) {
            case "True" -> true;
            case "False" -> false;
            case "None" -> null;
            case "set" -> emptySet();
            default -> throw in.notLiteral();
        };
    }

    private Object emptySet() {
        in.expect('(');
        in.open();
        in.close(')');
        return PySet.of(List.of());
    }

    private Object parentheses() {
        in.open();
        if (in.peek() == ')') {
            in.close(')');
            return PyTuple.of();
        }
        Object first = expression();
        Object value = first;
        if (in.take(',')) {
            List<Object> items = new ArrayList<>();
            items.add(first);
            value = PyTuple.from(items(')', items));
        }
        in.close(')');
        return value;
    }

    /** Reads items up to the closing bracket, which stays. */
    private List<Object> items(char closing, List<Object> items) {
        while (in.peek() != closing) {
            items.add(expression());
            if (!in.take(',')) {
                break;
            }
        }
        return items;
    }

    private Object braces() {
        in.open();
        if (in.peek() == '}') {
            in.close('}');
            return new PyDict();
        }
        Object first = expression();
        Object value = in.take(':') ? dict(first) : set(first);
        in.close('}');
        return value;
    }

    private Object set(Object first) {
        List<Object> items = new ArrayList<>();
        items.add(first);
        if (in.take(',')) {
            items('}', items);
        }
        return PySet.of(items);
    }

    private Object dict(Object firstKey) {
        PyDict dict = new PyDict();
        dict.put(firstKey, expression());
        while (in.take(',') && in.peek() != '}') {
            Object key = expression();
            in.expect(':');
            dict.put(key, expression());
        }
        return dict;
    }
}
