package org.hermescdc.core.template;

import java.util.function.IntPredicate;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** The methods of strings that strip and pad them. */
final class StringLayout {

    static final Table TABLE = new Table()
            .add("strip", "chars=None, /", (s, a) -> CodePoints.strip((String) s, true, true, stripped(a)))
            .add("lstrip", "chars=None, /", (s, a) -> CodePoints.strip((String) s, true, false, stripped(a)))
            .add("rstrip", "chars=None, /", (s, a) -> CodePoints.strip((String) s, false, true, stripped(a)))
            .add("ljust", "width, fillchar=' ', /", (s, a) -> s + fill(a, missing((String) s, a)))
            .add("rjust", "width, fillchar=' ', /", (s, a) -> fill(a, missing((String) s, a)) + s)
            .add("center", "width, fillchar=' ', /", (s, a) -> center((String) s, a))
            .add("zfill", "width, /", (s, a) -> zeroFill((String) s, a.index(0)))
            .add("expandtabs", "tabsize=8", (s, a) -> expandTabs((String) s, a.index(0)));

    private StringLayout() {}

    /** The characters that {@code strip(chars)} removes: whitespace if there is no argument. */
    static IntPredicate stripped(Args a) {
        if (a.get(0) == null) {
            return CodePoints::isSpace;
        }
        String characters = a.text(0);
        return c -> characters.indexOf(c) >= 0;
    }

    private static int missing(String text, Args a) {
        return Math.max(0, a.index(0) - CodePoints.length(text));
    }

    private static String fill(Args a, int count) {
        String fill = a.text(1);
        if (CodePoints.length(fill) != 1) {
            throw Errors.type("the fill character must be exactly one character long");
        }
        return CodePoints.repeat(fill, count);
    }

    private static String center(String text, Args a) {
        int missing = missing(text, a);
        int left = missing / 2 + (missing & a.index(0) & 1);
        return fill(a, left) + text + fill(a, missing - left);
    }

    static String zeroFill(String text, int width) {
        int missing = width - CodePoints.length(text);
        boolean signed = text.startsWith("+") || text.startsWith("-");
        return (signed ? text.substring(0, 1) : "")
                + CodePoints.repeat("0", missing)
                + (signed ? text.substring(1) : text);
    }

    private static String expandTabs(String text, int size) {
        StringBuilder expanded = new StringBuilder();
        int column = 0;
        for (int c : text.codePoints().toArray()) {
            if (c == '\t') {
                int blanks = size <= 0 ? 0 : size - column % size;
                expanded.append(CodePoints.repeat(" ", blanks));
                Limits.checkText(expanded.length());
                column += blanks;
            } else {
                expanded.appendCodePoint(c);
                column = c == '\n' || c == '\r' ? 0 : column + 1;
            }
        }
        return expanded.toString();
    }
}
