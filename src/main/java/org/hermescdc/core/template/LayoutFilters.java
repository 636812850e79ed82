package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.List;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** Filters that lay text out in lines and columns. */
final class LayoutFilters {

    private static final int TRUNCATE_LEEWAY = 5;

    static final Table TABLE = new Table()
            .add("center", "width=80", (v, a) -> TextFilters.map(v, s -> center(s, a)))
            .add("truncate", "length=255, killwords=False, end='...', leeway=None", LayoutFilters::truncate)
            .add("indent", "width=4, first=False, blank=False", LayoutFilters::indent)
            .add(
                    "wordwrap",
                    "width=79, break_long_words=True, wrapstring=None, break_on_hyphens=True",
                    LayoutFilters::wordWrap)
            .add("pprint", "", (v, a) -> PrettyText.of(v));

    private LayoutFilters() {}

    private static String center(String text, Args a) {
        return (String) StringMethods.TABLE.get("center").call(text, List.of(a.get(0)), java.util.Map.of());
    }

    private static Object truncate(Object value, Args a) {
        String end = a.text(2);
        int length = a.index(0);
        int room = length - CodePoints.length(end);
        int leeway = a.get(3) == null ? TRUNCATE_LEEWAY : a.index(3);
        if (room < 0 || leeway < 0) {
            throw Errors.argument(
                    "truncate: the length must not be less than that of the end, nor the leeway negative");
        }
        if (Iteration.length(value) <= (long) length + leeway) {
            return value;
        }
        String text = requireText(value);
        String cut = CodePoints.slice(text, 0, room);
        String kept = a.flag(1)
                ? cut
                : (String) StringSplit.splitFromRight(cut, " ", 1).get(0);
        return value instanceof SafeText ? new SafeText(kept + SafeText.escape(a.get(2))) : kept + end;
    }

    private static String requireText(Object value) {
        if (value instanceof Undefined undefined) {
            throw Errors.undefined(undefined);
        }
        if (!Comparison.isText(value)) {
            throw Errors.type("a string is expected, not '" + Types.name(value) + "'");
        }
        return value.toString();
    }

    private static Object indent(Object value, Args a) {
        String text = requireText(value);
        String indent = Comparison.isText(a.get(0)) ? a.text(0) : CodePoints.repeat(" ", a.index(0));
        boolean blank = a.flag(2);
        StringBuilder indented = new StringBuilder(a.flag(1) ? indent : "");
        List<Object> lines = StringSplit.lines(text + "\n", false);
        for (int i = 0; i < lines.size(); i++) {
            String line = (String) lines.get(i);
            indented.append(i == 0 ? "" : blank || !line.isEmpty() ? "\n" + indent : "\n")
                    .append(line);
            Limits.checkText(indented.length());
        }
        return value instanceof SafeText ? new SafeText(indented.toString()) : indented.toString();
    }

    private static Object wordWrap(Object value, Args a) {
        String newline = a.get(2) == null ? "\n" : a.text(2);
        WordWrap wrap = new WordWrap(a.index(0), a.flag(1), a.flag(3));
        List<String> lines = new ArrayList<>();
        for (Object line : StringSplit.lines(requireText(value), false)) {
            lines.add(String.join(newline, wrap.wrap((String) line)));
        }
        return String.join(newline, lines);
    }
}
