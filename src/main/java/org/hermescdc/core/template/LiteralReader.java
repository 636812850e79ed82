package org.hermescdc.core.template;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The characters of a Python literal: blanks, comments, numbers, words and strings. */
final class LiteralReader {

    /** Thrown when the text is no literal; it then stays a string, so this carries no trace. */
    static final class NotLiteral extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NotLiteral() {
            super("no literal", null, false, false);
        }
    }

    private static final NotLiteral NOT_LITERAL = new NotLiteral();
    /** A prefixed integer, a float, or an integer; underscores are looked at afterwards. No group repeats, so that
     * long texts need no deep stack. */
    private static final Pattern NUMBER = Pattern.compile("(0[xX][0-9a-fA-F_]++|0[oO][0-7_]++|0[bB][01_]++)"
            + "|((?:\\d[\\d_]*+)?\\.\\d[\\d_]*+(?:[eE][+-]?\\d[\\d_]*+)?"
            + "|\\d[\\d_]*+\\.(?:[eE][+-]?\\d[\\d_]*+)?|\\d[\\d_]*+[eE][+-]?\\d[\\d_]*+)|(\\d[\\d_]*+)");

    private static final Pattern MISPLACED_UNDERSCORE = Pattern.compile("__|_(?![0-9a-fA-F])|[.eE]_");
    private static final Pattern STRING_START =
            Pattern.compile("([uU]|[rR]|[bB]|[bB][rR]|[rR][bB])?(\'\'\'|\"\"\"|\'|\")");

    private final String text;
    private int position;
    private int brackets;

    LiteralReader(String text) {
        this.text = text;
    }

    NotLiteral notLiteral() {
        return NOT_LITERAL;
    }

    /** Skips empty and comment lines; the first line with something on it must not be indented. */
    void skipBlankLines() {
        while (true) {
            int start = position;
            skipBlanks();
            if (position < text.length() && text.charAt(position) == '\n') {
                position++;
            } else if (position > start && text.charAt(start) != '\f') {
                throw NOT_LITERAL;
            } else {
                return;
            }
        }
    }

    /** Skips blanks and comments; inside brackets also line ends. */
    private void skipBlanks() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '#') {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else if (c == '\\' && text.startsWith("\n", position + 1) && position + 2 < text.length()) {
                position += 2;
            } else if (c == ' ' || c == '\t' || c == '\f' || brackets > 0 && c == '\n') {
                position++;
            } else {
                return;
            }
        }
    }

    /** The next character that is no blank; 0 at the end. */
    char peek() {
        skipBlanks();
        return position < text.length() ? text.charAt(position) : '\0';
    }

    boolean take(char c) {
        if (peek() != c || position >= text.length()) {
            return false;
        }
        position++;
        return true;
    }

    void expect(char c) {
        if (!take(c)) {
            throw NOT_LITERAL;
        }
    }

    /** Tells that a bracket was opened: from here on line ends are blanks. */
    void open() {
        brackets++;
    }

    void close(char bracket) {
        expect(bracket);
        brackets--;
    }

    boolean atLineEnd() {
        char c = peek();
        return c == '\0' || c == '\n';
    }

    void expectEnd() {
        while (position < text.length()) {
            if (!atLineEnd()) {
                throw NOT_LITERAL;
            }
            position++;
        }
    }

    String word() {
        int start = position;
        while (position < text.length() && Character.isUnicodeIdentifierPart(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    Object number() {
        peek();
        Matcher match = NUMBER.matcher(text).region(position, text.length());
        if (!match.lookingAt()
                || followedByWord(match.end())
                || MISPLACED_UNDERSCORE.matcher(match.group()).find()) {
            throw NOT_LITERAL;
        }
        position = match.end();
        String digits = match.group().replace("_", "");
        if (match.group(1) != null) {
            int radix = Character.toLowerCase(digits.charAt(1)) == 'x'
                    ? 16
                    : Character.toLowerCase(digits.charAt(1)) == 'o' ? 8 : 2;
            return Numbers.integer(new BigInteger(digits.substring(2), radix));
        }
        if (match.group(2) != null) {
            return Double.valueOf(digits);
        }
        boolean leadingZero = digits.charAt(0) == '0' && !digits.chars().allMatch(c -> c == '0');
        if (leadingZero || digits.length() > Numbers.MAX_DIGITS) {
            throw NOT_LITERAL;
        }
        return Numbers.integer(new BigInteger(digits));
    }

    private boolean followedByWord(int end) {
        return end < text.length() && (Character.isUnicodeIdentifierPart(text.charAt(end)) || text.charAt(end) == '.');
    }

    boolean atString() {
        peek();
        return STRING_START.matcher(text).region(position, text.length()).lookingAt();
    }

    /** One string or several adjacent ones, all of the same kind. */
    Object strings() {
        StringBuilder joined = new StringBuilder();
        Boolean bytes = null;
        while (atString()) {
            Matcher start = STRING_START.matcher(text).region(position, text.length());
            start.lookingAt();
            position = start.end();
            String prefix = start.group(1) == null ? "" : start.group(1).toLowerCase(Locale.ROOT);
            boolean binary = prefix.contains("b");
            if (bytes != null && bytes != binary) {
                throw NOT_LITERAL;
            }
            bytes = binary;
            joined.append(content(start.group(2), prefix.contains("r"), binary));
        }
        return bytes ? ByteText.bytes(joined.toString()) : joined.toString();
    }

    private String content(String quote, boolean raw, boolean binary) {
        int start = position;
        while (!text.startsWith(quote, position)) {
            if (position >= text.length() || quote.length() == 1 && text.charAt(position) == '\n') {
                throw NOT_LITERAL;
            }
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        String content = text.substring(start, position);
        position += quote.length();
        if (binary && content.chars().anyMatch(c -> c > 0x7f)) {
            throw NOT_LITERAL;
        }
        return raw ? content : Escapes.decode(content, binary);
    }
}
