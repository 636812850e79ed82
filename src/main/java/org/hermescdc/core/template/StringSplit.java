package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hermescdc.core.template.Function.Table;

/** The methods of strings that cut them up. */
final class StringSplit {

    static final Table TABLE = new Table()
            .add(
                    "split",
                    "sep=None, maxsplit=-1",
                    (s, a) ->
                            a.get(0) == null ? words((String) s, a.index(1)) : split((String) s, a.text(0), a.index(1)))
            .add(
                    "rsplit",
                    "sep=None, maxsplit=-1",
                    (s, a) -> a.get(0) == null
                            ? wordsFromRight((String) s, a.index(1))
                            : splitFromRight((String) s, a.text(0), a.index(1)))
            .add("splitlines", "keepends=False", (s, a) -> lines((String) s, a.flag(0)))
            .add("partition", "sep, /", (s, a) -> partition((String) s, a.text(0)))
            .add("rpartition", "sep, /", (s, a) -> partitionFromRight((String) s, a.text(0)));

    private StringSplit() {}

    private static void requireSeparator(String separator) {
        if (separator.isEmpty()) {
            throw Errors.value("empty separator");
        }
    }

    static List<Object> split(String text, String separator, int most) {
        requireSeparator(separator);
        List<Object> parts = new ArrayList<>();
        int from = 0;
        int at = text.indexOf(separator);
        for (int left = most; at >= 0 && left != 0; left--) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
            at = text.indexOf(separator, from);
        }
        parts.add(text.substring(from));
        return parts;
    }

    static List<Object> splitFromRight(String text, String separator, int most) {
        requireSeparator(separator);
        List<Object> parts = new ArrayList<>();
        int end = text.length();
        for (int left = most; left != 0; left--) {
            int at = end < separator.length() ? -1 : text.lastIndexOf(separator, end - separator.length());
            if (at < 0) {
                break;
            }
            parts.add(text.substring(at + separator.length(), end));
            end = at;
        }
        parts.add(text.substring(0, end));
        Collections.reverse(parts);
        return parts;
    }

    /** Splits at runs of whitespace; the last part keeps the whitespace inside it. */
    static List<Object> words(String text, int most) {
        List<Object> words = new ArrayList<>();
        int position = skipSpace(text, 0);
        for (int left = most; position < text.length(); left--) {
            if (left == 0) {
                words.add(text.substring(position));
                break;
            }
            int end = position;
            while (end < text.length() && !CodePoints.isSpace(text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            words.add(text.substring(position, end));
            position = skipSpace(text, end);
        }
        return words;
    }

    private static int skipSpace(String text, int from) {
        int position = from;
        while (position < text.length() && CodePoints.isSpace(text.charAt(position))) {
            position++;
        }
        return position;
    }

    static List<Object> wordsFromRight(String text, int most) {
        List<Object> words = new ArrayList<>();
        for (Object word : words(CodePoints.reversed(text), most)) {
            words.add(0, CodePoints.reversed((String) word));
        }
        return words;
    }

    static List<Object> lines(String text, boolean keepEnds) {
        List<Object> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (CodePoints.isLineEnd(text.charAt(i))) {
                int end = text.startsWith("\r\n", i) ? i + 2 : i + 1;
                lines.add(text.substring(start, keepEnds ? end : i));
                start = end;
                i = end - 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    private static PyTuple partition(String text, String separator) {
        requireSeparator(separator);
        int at = text.indexOf(separator);
        return at < 0
                ? PyTuple.of(text, "", "")
                : PyTuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
    }

    private static PyTuple partitionFromRight(String text, String separator) {
        requireSeparator(separator);
        int at = text.lastIndexOf(separator);
        return at < 0
                ? PyTuple.of("", "", text)
                : PyTuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
    }
}
