package org.hermescdc.core.template;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** Filters upon text: case, trimming, replacing, formatting. What is no text is turned into its text first. */
final class TextFilters {

    private static final Pattern WORD_START = Pattern.compile("[-\\s({\\[<]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

    static final Table TABLE = new Table()
            .add("upper", "", (v, a) -> map(v, CodePoints::upper))
            .add("lower", "", (v, a) -> map(v, CodePoints::lower))
            .add("capitalize", "", (v, a) -> map(v, StringMethods::capitalize))
            .add("title", "", (v, a) -> title(PythonText.str(v)))
            .add("string", "", (v, a) -> soft(v))
            .add("trim", "chars=None", (v, a) -> map(v, s -> CodePoints.strip(s, true, true, StringLayout.stripped(a))))
            .add("replace", "old, new, count=None", (v, a) -> replace(v, a))
            .add("format", "*values, **names", (v, a) -> format(v, a))
            .add("wordcount", "", (v, a) -> WORD.matcher(PythonText.str(v))
                    .results()
                    .count())
            .add("default", "default_value='', boolean=False", (v, a) -> orDefault(v, a))
            .alias("d", "default");

    private TextFilters() {}

    /** The value if it is text, plain or HTML; else its text. */
    static Object soft(Object value) {
        return value instanceof SafeText ? value : PythonText.str(value);
    }

    /** Changes a text; HTML stays HTML. */
    static Object map(Object value, UnaryOperator<String> change) {
        String changed = change.apply(PythonText.str(value));
        return value instanceof SafeText ? new SafeText(changed) : changed;
    }

    /** The first letter after a blank, hyphen or opening bracket is made big, all others small. */
    private static String title(String text) {
        StringBuilder titled = new StringBuilder(text.length());
        Matcher start = WORD_START.matcher(text);
        int from = 0;
        while (start.find()) {
            appendWord(titled, text.substring(from, start.start()));
            titled.append(start.group());
            from = start.end();
        }
        appendWord(titled, text.substring(from));
        return titled.toString();
    }

    private static void appendWord(StringBuilder titled, String word) {
        if (!word.isEmpty()) {
            int second = word.offsetByCodePoints(0, 1);
            titled.append(CodePoints.upper(word.substring(0, second))).append(CodePoints.lower(word.substring(second)));
        }
    }

    private static String replace(Object value, Args a) {
        int count = a.get(2) == null ? -1 : a.index(2);
        return StringMethods.replace(PythonText.str(value), PythonText.str(a.get(0)), PythonText.str(a.get(1)), count);
    }

    private static Object format(Object value, Args a) {
        if (!a.rest().isEmpty() && !a.options().isEmpty()) {
            throw Errors.argument("format takes positional or named values, not both");
        }
        return PercentFormat.format(
                soft(value), a.options().isEmpty() ? PyTuple.of(a.rest().toArray()) : PyDict.of(a.options()));
    }

    private static Object orDefault(Object value, Args a) {
        boolean missing = value instanceof Undefined || a.flag(1) && !Truth.of(value);
        return missing ? a.get(0) : value;
    }
}
