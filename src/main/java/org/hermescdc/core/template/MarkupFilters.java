package org.hermescdc.core.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** Filters that make HTML and URLs. */
final class MarkupFilters {

    private static final Pattern BAD_ATTRIBUTE = Pattern.compile("[\\s/>=]");
    private static final Pattern LINK =
            Pattern.compile("(?<![\\w@])((?:https?://|www\\.)[^\\s<>\"']*[\\w/])|([\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)");

    static final Table TABLE = new Table()
            .add("escape", "", (v, a) -> SafeText.escape(v))
            .alias("e", "escape")
            .add("forceescape", "", (v, a) -> new SafeText(SafeText.escapeText(PythonText.str(v))))
            .add("safe", "", (v, a) -> new SafeText(PythonText.str(v)))
            .add("striptags", "", (v, a) -> MarkupText.unescape(MarkupText.stripTags(PythonText.str(v))))
            .add("urlencode", "", (v, a) -> urlEncode(v))
            .add(
                    "urlize",
                    "trim_url_limit=None, nofollow=False, target=None, rel=None, extra_schemes=None",
                    MarkupFilters::urlize)
            .add("xmlattr", "autospace=True", MarkupFilters::xmlAttributes);

    private MarkupFilters() {}

    private static String urlEncode(Object value) {
        boolean pairs = value instanceof Map
                || value instanceof Iterable
                || value instanceof Iterator
                || value instanceof Bytes
                || value instanceof DictView
                || value instanceof Undefined;
        if (!pairs) {
            return quote(value, false);
        }
        Object items = value instanceof Map<?, ?> map ? new DictView(DictView.Kind.ITEMS, map) : value;
        List<String> parts = new ArrayList<>();
        for (Object pair : Iteration.list(items)) {
            List<Object> two = Iteration.list(pair);
            if (two.size() != 2) {
                throw Errors.value("urlencode takes a dict or pairs");
            }
            parts.add(quote(two.get(0), true) + "=" + quote(two.get(1), true));
        }
        return String.join("&", parts);
    }

    /** @param query whether it is a part of a query: {@code /} is quoted then, and a blank is {@code +} */
    private static String quote(Object value, boolean query) {
        byte[] bytes =
                value instanceof Bytes b ? b.toArray() : PythonText.str(value).getBytes(StandardCharsets.UTF_8);
        StringBuilder quoted = new StringBuilder();
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && Character.isLetterOrDigit(c) || "_.-~".indexOf(c) >= 0 || !query && c == '/';
            quoted.append(plain ? String.valueOf(c) : query && c == ' ' ? "+" : String.format("%%%02X", (int) c));
        }
        return quoted.toString();
    }

    private static String xmlAttributes(Object value, Args a) {
        if (value instanceof Undefined undefined) {
            throw Errors.undefined(undefined);
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw Errors.attribute(value, "items");
        }
        List<String> attributes = new ArrayList<>();
        map.forEach((key, item) -> {
            if (item == null || item instanceof Undefined) {
                return;
            }
            if (!Comparison.isText(key)) {
                throw Errors.type("the names of attributes must be strings");
            }
            if (BAD_ATTRIBUTE.matcher(key.toString()).find()) {
                throw Errors.value("the name of an attribute holds a character that is not allowed there");
            }
            attributes.add(SafeText.escape(key) + "=\"" + SafeText.escape(item) + "\"");
        });
        String text = String.join(" ", attributes);
        return a.flag(0) && !text.isEmpty() ? " " + text : text;
    }

    private static String urlize(Object value, Args a) {
        String text = SafeText.escape(value).toString();
        String attributes = (a.flag(1) ? " rel=\"nofollow noopener\"" : " rel=\"noopener\"")
                + (a.has(2) ? " target=\"" + SafeText.escapeText(a.text(2)) + "\"" : "");
        return LINK.matcher(text).replaceAll(match -> {
            String url = match.group();
            String link = match.group(2) != null
                    ? "<a href=\"mailto:" + url + "\">" + url + "</a>"
                    : "<a href=\"" + (url.startsWith("www.") ? "https://" : "") + url + "\"" + attributes + ">"
                            + shortened(url, a) + "</a>";
            return java.util.regex.Matcher.quoteReplacement(link);
        });
    }

    private static String shortened(String url, Args a) {
        return a.has(0) && url.length() > a.index(0) ? url.substring(0, a.index(0)) + "..." : url;
    }
}
