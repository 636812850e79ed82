package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Strings as sequences of code points, which is what they are in Python. */
final class CodePoints {

    private CodePoints() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static List<Object> characters(String text) {
        List<Object> characters = new ArrayList<>(text.length());
        text.codePoints().forEach(c -> characters.add(Character.toString(c)));
        return characters;
    }

    /** The characters from {@code start} up to {@code end}, both counted in code points. */
    static String slice(String text, int start, int end) {
        if (start >= end) {
            return "";
        }
        int from = text.offsetByCodePoints(0, start);
        return text.substring(from, text.offsetByCodePoints(from, end - start));
    }

    static String reversed(String text) {
        int[] points = text.codePoints().toArray();
        StringBuilder reversed = new StringBuilder(text.length());
        for (int i = points.length - 1; i >= 0; i--) {
            reversed.appendCodePoint(points[i]);
        }
        return reversed.toString();
    }

    /** Order by code point, as Python has it; Java's would put surrogates before U+FFFF. */
    static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean high = Character.isSurrogate(x);
                return high == Character.isSurrogate(y) ? Character.compare(x, y) : high ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** What {@code str.isspace} and {@code str.strip} call whitespace. */
    static boolean isSpace(int c) {
        return c >= 9 && c <= 13 || c >= 0x1c && c <= 0x20 || c == 0x85 || Character.isSpaceChar(c);
    }

    /** What ends a line for {@code str.splitlines}. */
    static boolean isLineEnd(int c) {
        return c >= 10 && c <= 13 || c >= 0x1c && c <= 0x1e || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** Removes the characters that {@code removed} accepts from the chosen ends. */
    static String strip(String text, boolean left, boolean right, IntPredicate removed) {
        int start = 0;
        int end = text.length();
        while (left && start < end && removed.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (right && end > start && removed.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The title form of one character: {@code ß} gives {@code Ss}, {@code ǆ} gives {@code ǅ}. */
    static String title(int c) {
        int simple = Character.toTitleCase(c);
        String upper = upper(Character.toString(c));
        if (simple != c || upper.length() == Character.charCount(c)) {
            return Character.toString(simple);
        }
        int first = upper.offsetByCodePoints(0, 1);
        boolean cased = Character.isUpperCase(upper.codePointAt(0));
        return cased ? upper.substring(0, first) + lower(upper.substring(first)) : upper;
    }

    static String repeat(String text, long count) {
        if (count <= 0 || text.isEmpty()) {
            return "";
        }
        Limits.checkText(Math.multiplyHigh(count, text.length()) != 0 ? Long.MAX_VALUE : count * text.length());
        return text.repeat((int) count);
    }
}
