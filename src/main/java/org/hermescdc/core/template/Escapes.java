package org.hermescdc.core.template;

/** The backslash escapes of Python's string literals. */
final class Escapes {

    private final String text;
    private final boolean bytes;
    private final StringBuilder decoded = new StringBuilder();
    private int position;

    private Escapes(String text, boolean bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /**
     * Decodes {@code text}; unknown escapes stay as they are.
     *
     * @param bytes whether it is a byte string, which knows neither {@code \N} nor {@code \\u}
     * @throws TemplateException of category {@code syntax} if an escape is cut off
     */
    static String decode(String text, boolean bytes) {
        return text.indexOf('\\') < 0 ? text : new Escapes(text, bytes).decode();
    }

    /**
     * Decodes a string of a template. Jinja writes what is outside ASCII as an escape first, so that a backslash before
     * such a character takes part of it away.
     */
    static String decodeTemplateString(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder ascii = new StringBuilder(text.length());
        text.codePoints().forEach(c -> ascii.append(c < 0x80 ? Character.toString(c) : PythonText.escape(c)));
        return decode(ascii.toString(), false);
    }

    private String decode() {
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '\\') {
                escape();
            } else {
                decoded.append(c);
            }
        }
        return decoded.toString();
    }

    private void escape() {
        if (position == text.length()) {
            throw Errors.syntax("a string ends with a lone backslash");
        }
        char c = text.charAt(position++);
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> decoded.append(c);
            case 'a' -> decoded.append('\007');
            case 'b' -> decoded.append('\b');
            case 'f' -> decoded.append('\f');
            case 'n' -> decoded.append('\n');
            case 'r' -> decoded.append('\r');
            case 't' -> decoded.append('\t');
            case 'v' -> decoded.append('\013');
            case 'x' -> hexadecimal(2);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> other(c);
        }
    }

    private void other(char c) {
        if (bytes || c != 'u' && c != 'U' && c != 'N') {
            decoded.append('\\').append(c);
        } else if (c == 'N') {
            name();
        } else {
            hexadecimal(c == 'u' ? 4 : 8);
        }
    }

    private void hexadecimal(int digits) {
        if (position + digits > text.length()) {
            throw Errors.syntax("a string holds a \\x, \\u or \\U escape that is cut off");
        }
        int code = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(text.charAt(position++), 16);
            if (digit < 0) {
                throw Errors.syntax("a string holds a \\x, \\u or \\U escape that is cut off");
            }
            code = code * 16 + digit;
        }
        if (!Character.isValidCodePoint(code)) {
            throw Errors.syntax("a string holds a \\U escape beyond Unicode");
        }
        decoded.appendCodePoint(code);
    }

    private void octal() {
        int code = 0;
        int start = --position;
        while (position < text.length() && position < start + 3 && "01234567".indexOf(text.charAt(position)) >= 0) {
            code = code * 8 + text.charAt(position++) - '0';
        }
        decoded.append((char) (bytes ? code & 0xff : code));
    }

    private void name() {
        int end = text.indexOf('}', position);
        if (end < 0 || text.charAt(position) != '{') {
            throw Errors.syntax("a string holds a \\N escape without {name}");
        }
        try {
            decoded.appendCodePoint(Character.codePointOf(text.substring(position + 1, end)));
        } catch (IllegalArgumentException e) {
            throw Errors.syntax("a string holds a \\N escape with an unknown name");
        }
        position = end + 1;
    }
}
