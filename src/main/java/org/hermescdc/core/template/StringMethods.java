package org.hermescdc.core.template;

import java.util.List;
import java.util.Map;
import org.hermescdc.core.template.Function.Table;

/** The methods of strings: case, and what is made of whole strings. The others stand in the tables added here. */
final class StringMethods {

    static final Table TABLE = new Table()
            .add("upper", "", (s, a) -> CodePoints.upper((String) s))
            .add("lower", "", (s, a) -> CodePoints.lower((String) s))
            .add("casefold", "", (s, a) -> casefold((String) s))
            .add("swapcase", "", (s, a) -> swapCase((String) s))
            .add("capitalize", "", (s, a) -> capitalize((String) s))
            .add("title", "", (s, a) -> title((String) s))
            .add("join", "iterable, /", (s, a) -> join((String) s, a.get(0)))
            .add("replace", "old, new, count=-1, /", (s, a) -> replace((String) s, a.text(0), a.text(1), a.index(2)))
            .add(
                    "encode",
                    "encoding='utf-8', errors='strict'",
                    (s, a) -> Encodings.encode((String) s, a.text(0), a.text(1)))
            .add("format", "*values, **names", (s, a) -> new StringFormat(a.rest(), a.options()).format((String) s))
            .add("format_map", "mapping, /", (s, a) -> formatMap((String) s, a.get(0)))
            .add("maketrans", "x, y?, z?, /", (s, a) -> Translations.table(a))
            .add("translate", "table, /", (s, a) -> Translations.translate((String) s, a.get(0)))
            .addAll(StringSearch.TABLE)
            .addAll(StringSplit.TABLE)
            .addAll(StringLayout.TABLE)
            .addAll(StringKinds.TABLE);

    private StringMethods() {}

    static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.codePointAt(0);
        return CodePoints.title(first) + CodePoints.lower(text.substring(Character.charCount(first)));
    }

    /** The first letter after anything that is no letter is made big, all others small. */
    private static String title(String text) {
        StringBuilder titled = new StringBuilder(text.length());
        String small = CodePoints.lower(text);
        boolean aligned = small.length() == text.length();
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (!inWord) {
                titled.append(CodePoints.title(c));
            } else {
                titled.append(aligned ? small.substring(i, next) : CodePoints.lower(Character.toString(c)));
            }
            inWord = isCased(c);
            i = next;
        }
        return titled.toString();
    }

    static boolean isCased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
    }

    private static String casefold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            String small = CodePoints.lower(CodePoints.upper(Character.toString(c)));
            folded.append(c == 'İ' ? CodePoints.lower("İ") : c == 'ı' ? "ı" : small);
        });
        return folded.toString().replace('ς', 'σ');
    }

    private static String swapCase(String text) {
        StringBuilder swapped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            String one = Character.toString(c);
            swapped.append(Character.isUpperCase(c) ? CodePoints.lower(one) : CodePoints.upper(one));
        });
        return swapped.toString();
    }

    private static String join(String separator, Object items) {
        StringBuilder joined = new StringBuilder();
        int count = 0;
        for (Object item : Iteration.list(items)) {
            if (!Comparison.isText(item)) {
                throw Errors.type("sequence item " + count + ": expected str instance, " + Types.name(item) + " found");
            }
            joined.append(count++ == 0 ? "" : separator).append(item);
            Limits.checkText(joined.length());
        }
        return joined.toString();
    }

    /** Replaces the first {@code count} occurrences; all if it is negative. An empty {@code old} is found around each character. */
    static String replace(String text, String old, String by, int count) {
        if (old.isEmpty()) {
            return replaceEmpty(text, by, count);
        }
        StringBuilder replaced = new StringBuilder(text.length());
        int from = 0;
        int found = count == 0 ? -1 : text.indexOf(old);
        for (int left = count; found >= 0 && left != 0; left--) {
            replaced.append(text, from, found).append(by);
            Limits.checkText(replaced.length());
            from = found + old.length();
            found = text.indexOf(old, from);
        }
        return replaced.append(text, from, text.length()).toString();
    }

    private static String replaceEmpty(String text, String by, int count) {
        StringBuilder replaced = new StringBuilder();
        int left = count < 0 ? Integer.MAX_VALUE : count;
        for (Object character : CodePoints.characters(text)) {
            replaced.append(left-- > 0 ? by : "").append(character);
            Limits.checkText(replaced.length());
        }
        return replaced.append(left > 0 ? by : "").toString();
    }

    private static Object formatMap(String text, Object mapping) {
        if (!(mapping instanceof Map<?, ?> map)) {
            throw Errors.type("format_map() takes a dict, not '" + Types.name(mapping) + "'");
        }
        return new StringFormat(List.of(), map).format(text);
    }
}
