package org.hermescdc.plugin.filter;

import static org.hermescdc.plugin.filter.PatternReader.isAsciiLetter;
import static org.hermescdc.plugin.filter.PatternReader.isDigit;
import static org.hermescdc.plugin.filter.PatternReader.isOctal;

/**
 * Java's forms of what matches one character in Python: literals, escapes, character classes. Each has a width of one
 * and is whole: it can be followed by a quantifier, and its shorthands can stand inside brackets.
 */
final class RegexAtoms {

    /** Any character at all. */
    static final String ANY = "(?s:.)";

    /**
     * Matches nothing and is nothing, but holds a character beyond U+FFFF: a look-behind of Java steps back by whole
     * characters only if it sees one in its text.
     */
    static final String BY_CHARACTER = "\uD800\uDC00{0}";

    private static final String WORD = "\\p{L}\\p{N}_";
    private static final String ASCII_WORD = "a-zA-Z0-9_";
    private static final String SPACE =
            "\\t-\\r\\x{1C}-\\x{20}\\x{85}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}";
    private static final String ASCII_SPACE = "\\t-\\r\\x{20}";

    private final PatternReader in;

    RegexAtoms(PatternReader in) {
        this.in = in;
    }

    static String literal(int codePoint) {
        return isAsciiLetter(codePoint) || isDigit(codePoint)
                ? String.valueOf((char) codePoint)
                : String.format("\\x{%X}", codePoint);
    }

    static String word(RegexFlags flags) {
        return "[" + (flags.ascii() ? ASCII_WORD : WORD) + "]";
    }

    /** The set of {@code \d}, {@code \S} and the like, or null if {@code letter} names none. */
    static String shorthand(int letter, RegexFlags flags) {
        String members =
                switch (Character.toLowerCase(letter)) {
                    case 'd' -> flags.ascii() ? "0-9" : "\\p{Nd}";
                    case 's' -> flags.ascii() ? ASCII_SPACE : SPACE;
                    case 'w' -> flags.ascii() ? ASCII_WORD : WORD;
                    default -> null;
                };
        return members == null ? null : (Character.isUpperCase(letter) ? "[^" : "[") + members + "]";
    }

    /** Reads a set behind its opening bracket. */
    String set(RegexFlags flags) {
        boolean negated = in.accept('^');
        StringBuilder members = new StringBuilder("[");
        for (boolean first = true; first || in.peek() != ']'; first = false) {
            members.append(member(flags));
        }
        in.next();
        members.append(']');
        return negated ? "(?:(?!" + members + ")" + ANY + ")" : members.toString();
    }

    private String member(RegexFlags flags) {
        int start = in.position();
        SetItem low = setItem(flags);
        if (in.peek() != '-') {
            return low.java();
        }
        in.next();
        if (in.peek() == ']') {
            return low.java() + literal('-');
        }
        SetItem high = setItem(flags);
        if (low.codePoint() == null || high.codePoint() == null || low.codePoint() > high.codePoint()) {
            in.position(start);
            throw in.error("bad character range");
        }
        return low.java() + "-" + high.java();
    }

    /** @param codePoint null for a shorthand */
    private record SetItem(String java, Integer codePoint) {}

    private SetItem setItem(RegexFlags flags) {
        int c = in.next();
        if (c == PatternReader.END) {
            throw in.error("unterminated character set");
        }
        if (c != '\\') {
            return new SetItem(literal(c), c);
        }
        String shorthand = shorthand(in.peek(), flags);
        if (shorthand != null) {
            in.next();
            return new SetItem(shorthand, null);
        }
        int escaped = in.peek() == 'b' ? skipped('\b') : isOctal(in.peek()) ? octal() : escape();
        return new SetItem(literal(escaped), escaped);
    }

    private int skipped(int meaning) {
        in.next();
        return meaning;
    }

    /** Reads up to three octal digits. */
    int octal() {
        int value = Integer.parseInt(in.take(3, PatternReader::isOctal), 8);
        if (value > 0377) {
            throw in.error("octal escape value outside of range 0-0o377");
        }
        return value;
    }

    /** Reads, behind the backslash, an escape that stands for one character in and out of sets. */
    int escape() {
        int c = in.next();
        return switch (c) {
            case 'a' -> 0x07;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            case 'U' -> hex(8);
            case 'N' -> named();
            case PatternReader.END -> throw in.error("bad escape (end of pattern)");
            default -> {
                if (isAsciiLetter(c) || isDigit(c)) {
                    throw in.error("bad escape \\" + (char) c);
                }
                yield c;
            }
        };
    }

    private int hex(int digits) {
        String taken = in.take(digits, PatternReader::isHex);
        if (taken.length() < digits) {
            throw in.error("incomplete escape: " + digits + " hexadecimal digits expected");
        }
        long value = Long.parseLong(taken, 16);
        if (value > Character.MAX_CODE_POINT) {
            throw in.error("no character has the code " + taken);
        }
        return (int) value;
    }

    private int named() {
        if (!in.accept('{')) {
            throw in.error("missing { behind \\N");
        }
        String name = in.until('}', "missing } behind \\N{");
        try {
            return Character.codePointOf(name);
        } catch (IllegalArgumentException unknown) {
            throw in.error("no character is named " + name);
        }
    }
}
