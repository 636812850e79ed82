package org.hermescdc.core.template;

import java.util.Map;
import java.util.regex.Pattern;

/** Tags and character references of HTML. */
final class MarkupText {

    private static final Pattern REFERENCE = Pattern.compile("&(#\\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]+);");
    private static final Pattern TAG = Pattern.compile("(?s)<!--.*?-->|<.*?>");
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", "\u00a0"),
            Map.entry("copy", "©"),
            Map.entry("reg", "®"),
            Map.entry("euro", "€"),
            Map.entry("hellip", "…"),
            Map.entry("ndash", "–"),
            Map.entry("mdash", "—"),
            Map.entry("laquo", "«"),
            Map.entry("raquo", "»"),
            Map.entry("eacute", "é"),
            Map.entry("egrave", "è"),
            Map.entry("ecirc", "ê"),
            Map.entry("euml", "ë"),
            Map.entry("agrave", "à"),
            Map.entry("acirc", "â"),
            Map.entry("ccedil", "ç"),
            Map.entry("icirc", "î"),
            Map.entry("iuml", "ï"),
            Map.entry("ocirc", "ô"),
            Map.entry("ouml", "ö"),
            Map.entry("ugrave", "ù"),
            Map.entry("ucirc", "û"),
            Map.entry("uuml", "ü"),
            Map.entry("auml", "ä"),
            Map.entry("szlig", "ß"),
            Map.entry("oelig", "œ"));

    private MarkupText() {}

    /** Without comments and tags, and with every run of whitespace made one blank. */
    static String stripTags(String text) {
        String bare = TAG.matcher(text).replaceAll("");
        return String.join(
                " ", StringSplit.words(bare, -1).stream().map(Object::toString).toList());
    }

    static String unescape(String text) {
        return REFERENCE.matcher(text).replaceAll(match -> {
            String name = match.group(1);
            String character = name.startsWith("#") ? numbered(name.substring(1)) : NAMED.get(name);
            return java.util.regex.Matcher.quoteReplacement(character == null ? match.group() : character);
        });
    }

    private static String numbered(String number) {
        boolean hexadecimal = Character.toLowerCase(number.charAt(0)) == 'x';
        if (number.length() > 8) {
            return "\ufffd";
        }
        int code = hexadecimal ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
        return code == 0 || !Character.isValidCodePoint(code) ? "\ufffd" : Character.toString(code);
    }
}
