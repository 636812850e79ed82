package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** The methods of HTML text: those of strings, whose results are HTML text again and whose arguments are escaped. */
final class SafeTextMethods {

    private static final List<String> ESCAPING =
            List.of("replace", "ljust", "rjust", "center", "strip", "lstrip", "rstrip", "join");

    static final Table TABLE = table();

    private SafeTextMethods() {}

    private static Table table() {
        Table table = new Table();
        for (String name : List.of(
                "upper",
                "lower",
                "casefold",
                "swapcase",
                "capitalize",
                "title",
                "replace",
                "ljust",
                "rjust",
                "center",
                "strip",
                "lstrip",
                "rstrip",
                "zfill",
                "expandtabs",
                "removeprefix",
                "removesuffix",
                "split",
                "rsplit",
                "splitlines",
                "partition",
                "rpartition",
                "translate",
                "startswith",
                "endswith",
                "find",
                "rfind",
                "index",
                "rindex",
                "count",
                "encode",
                "isalpha",
                "isdecimal",
                "isdigit",
                "isnumeric",
                "isalnum",
                "isspace",
                "isascii",
                "isprintable",
                "isupper",
                "islower",
                "istitle",
                "isidentifier")) {
            add(table, StringMethods.TABLE.get(name));
        }
        return table.add("join", "iterable, /", (s, a) -> join(s.toString(), a.get(0)))
                .add("format", "*values, **names", (s, a) -> format(s.toString(), a))
                .add("striptags", "", (s, a) -> MarkupText.unescape(MarkupText.stripTags(s.toString())))
                .add("unescape", "", (s, a) -> MarkupText.unescape(s.toString()));
    }

    private static void add(Table table, Function method) {
        boolean escaping = ESCAPING.contains(method.name());
        table.add(method.name(), "*arguments, **options", (s, a) -> {
            List<Object> arguments = escaping ? escaped(a.rest()) : a.rest();
            return marked(method.call(s.toString(), arguments, a.options()));
        });
    }

    private static List<Object> escaped(List<Object> arguments) {
        List<Object> escaped = new ArrayList<>();
        for (Object argument : arguments) {
            escaped.add(Comparison.isText(argument) ? SafeText.escape(argument).toString() : argument);
        }
        return escaped;
    }

    /** Strings that a method gave are HTML text, also those in its list or tuple. */
    private static Object marked(Object value) {
        if (value instanceof String text) {
            return new SafeText(text);
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(marked(item)));
            return value instanceof PyTuple ? PyTuple.from(items) : items;
        }
        return value;
    }

    static SafeText join(String separator, Object items) {
        StringBuilder joined = new StringBuilder();
        List<Object> all = Iteration.list(items);
        for (int i = 0; i < all.size(); i++) {
            joined.append(i == 0 ? "" : separator).append(SafeText.escape(all.get(i)));
            Limits.checkText(joined.length());
        }
        return new SafeText(joined.toString());
    }

    private static SafeText format(String text, Args a) {
        Map<Object, Object> named = new PyDict();
        a.options().forEach((name, value) -> named.put(name, escapedValue(value)));
        List<Object> positional = new ArrayList<>();
        a.rest().forEach(value -> positional.add(escapedValue(value)));
        return new SafeText(new StringFormat(positional, named).format(text));
    }

    private static Object escapedValue(Object value) {
        return value instanceof String text ? SafeText.escapeText(text) : value;
    }
}
