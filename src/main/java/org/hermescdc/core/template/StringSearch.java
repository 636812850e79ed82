package org.hermescdc.core.template;

import java.util.function.BiPredicate;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** The methods of strings that look for parts. Positions count code points. */
final class StringSearch {

    static final Table TABLE = new Table()
            .add("startswith", "prefix, start=None, end=None, /", (s, a) -> matches((String) s, a, String::startsWith))
            .add("endswith", "suffix, start=None, end=None, /", (s, a) -> matches((String) s, a, String::endsWith))
            .add("find", "sub, start=None, end=None, /", (s, a) -> find((String) s, a, false))
            .add("rfind", "sub, start=None, end=None, /", (s, a) -> find((String) s, a, true))
            .add("index", "sub, start=None, end=None, /", (s, a) -> found(find((String) s, a, false)))
            .add("rindex", "sub, start=None, end=None, /", (s, a) -> found(find((String) s, a, true)))
            .add("count", "sub, start=None, end=None, /", (s, a) -> count((String) s, a))
            .add("removeprefix", "prefix, /", (s, a) -> {
                String text = (String) s;
                return text.startsWith(a.text(0)) ? text.substring(a.text(0).length()) : text;
            })
            .add("removesuffix", "suffix, /", (s, a) -> {
                String text = (String) s;
                return text.endsWith(a.text(0))
                        ? text.substring(0, text.length() - a.text(0).length())
                        : text;
            });

    private StringSearch() {}

    /** The part of a string between two positions, and where it starts. */
    private record Window(String text, int start, boolean valid) {

        static Window of(String whole, Args a) {
            int length = CodePoints.length(whole);
            int start = bound(a.get(1), 0, length);
            int end = Math.min(bound(a.get(2), length, length), length);
            boolean valid = start <= end;
            return new Window(valid ? CodePoints.slice(whole, start, end) : "", start, valid);
        }

        private static int bound(Object bound, int otherwise, int length) {
            if (bound == null) {
                return otherwise;
            }
            int position = Numbers.index(bound);
            return position < 0 ? Math.max(0, position + length) : position;
        }
    }

    private static boolean matches(String text, Args a, BiPredicate<String, String> test) {
        Window window = Window.of(text, a);
        if (a.get(0) instanceof PyTuple choices) {
            return choices.stream().anyMatch(choice -> window.valid() && test.test(window.text(), part(choice)));
        }
        String part = part(a.get(0));
        return window.valid() && test.test(window.text(), part);
    }

    private static String part(Object value) {
        if (Comparison.isText(value)) {
            return value.toString();
        }
        throw Errors.type("a string or a tuple of strings is expected, not '" + Types.name(value) + "'");
    }

    private static long find(String text, Args a, boolean last) {
        String part = a.text(0);
        Window window = Window.of(text, a);
        int at = last ? window.text().lastIndexOf(part) : window.text().indexOf(part);
        return at < 0 || !window.valid()
                ? -1
                : window.start() + CodePoints.length(window.text().substring(0, at));
    }

    private static long found(long position) {
        if (position < 0) {
            throw Errors.value("substring not found");
        }
        return position;
    }

    private static long count(String text, Args a) {
        String part = a.text(0);
        Window window = Window.of(text, a);
        if (!window.valid()) {
            return 0;
        }
        if (part.isEmpty()) {
            return CodePoints.length(window.text()) + 1L;
        }
        long count = 0;
        for (int at = window.text().indexOf(part); at >= 0; at = window.text().indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
