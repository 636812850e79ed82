package org.hermescdc.plugin.filter;

import java.util.function.IntPredicate;
import org.hermescdc.core.template.TemplateException;

/** Reads the text of a regular expression code point by code point. */
final class PatternReader {

    /** What {@link #peek} and {@link #next} return behind the last code point. */
    static final int END = -1;

    private final int[] text;
    private int position;

    PatternReader(String pattern) {
        text = pattern.codePoints().toArray();
    }

    int position() {
        return position;
    }

    void position(int wanted) {
        position = wanted;
    }

    int peek() {
        return position < text.length ? text[position] : END;
    }

    int next() {
        return position < text.length ? text[position++] : END;
    }

    boolean accept(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        position++;
        return true;
    }

    /** Reads up to {@code most} code points that pass the test. */
    String take(int most, IntPredicate test) {
        StringBuilder taken = new StringBuilder();
        for (int count = 0; count < most && peek() != END && test.test(peek()); count++) {
            taken.appendCodePoint(next());
        }
        return taken.toString();
    }

    /** Reads up to {@code end}, which is skipped. */
    String until(char end, String missing) {
        String taken = take(Integer.MAX_VALUE, c -> c != end);
        if (!accept(end)) {
            throw error(missing);
        }
        return taken;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isOctal(int c) {
        return c >= '0' && c <= '7';
    }

    static boolean isHex(int c) {
        return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    static boolean isAsciiLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    TemplateException error(String message) {
        return new TemplateException("regex", "regular expression, at character " + (position + 1) + ": " + message);
    }
}
