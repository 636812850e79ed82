package org.hermescdc.plugin.filter;

import static org.hermescdc.plugin.filter.PatternReader.END;
import static org.hermescdc.plugin.filter.PatternReader.isDigit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Translates a regular expression of Python (3.11, module {@code re}) to one of Java with the same matches.
 *
 * <p>Python's group N is Java's group {@code gN}. Where the pattern holds a conditional {@code (?(N)…|…)}, each group is
 * followed by an empty group {@code eN}: a reference to it matches exactly if group N took part.
 */
final class RegexTranslator {

    /** The widest repetition that counts; wider ones are taken as endless. */
    private static final long ENDLESS = Integer.MAX_VALUE;

    private enum Kind {
        /** Can be followed by a quantifier as it stands. */
        WHOLE,
        /** Needs a group around it before a quantifier. */
        COMPOUND,
        ANCHOR,
        REPEAT
    }

    /** A translated part and the least and greatest width of its matches. */
    private record Piece(String java, Kind kind, long min, long max) {
        static Piece character(String java) {
            return new Piece(java, Kind.WHOLE, 1, 1);
        }

        static Piece anchor(String java) {
            return new Piece(java, Kind.ANCHOR, 0, 0);
        }

        Piece as(String otherJava, Kind otherKind) {
            return new Piece(otherJava, otherKind, min, max);
        }
    }

    private final PatternReader in;
    private final RegexAtoms atoms;
    private final boolean conditional;
    private final Map<String, Integer> names = new HashMap<>();
    /** The pieces of the closed groups by number less one; null while a group is open. */
    private final List<Piece> groups = new ArrayList<>();

    /** The groups inside negative look-arounds: outside they never took part. */
    private final Set<Integer> hidden = new HashSet<>();

    private RegexFlags flags;
    private int negations;

    RegexTranslator(String pattern, RegexFlags flags) {
        this.in = new PatternReader(pattern);
        this.atoms = new RegexAtoms(in);
        this.conditional = pattern.contains("(?(");
        this.flags = flags;
    }

    String translate() {
        Piece whole = alternatives(true);
        if (in.peek() != END) {
            throw in.error("unbalanced parenthesis");
        }
        return flags.javaGroup() + whole.java() + ")";
    }

    /** The names of Python's groups and their numbers; complete once translated. */
    Map<String, Integer> names() {
        return Map.copyOf(names);
    }

    int groupCount() {
        return groups.size();
    }

    Set<Integer> hiddenGroups() {
        return Set.copyOf(hidden);
    }

    private Piece alternatives(boolean top) {
        Piece all = sequence(top);
        while (in.accept('|')) {
            Piece other = sequence(false);
            all = new Piece(
                    all.java() + "|" + other.java(),
                    Kind.COMPOUND,
                    Math.min(all.min(), other.min()),
                    Math.max(all.max(), other.max()));
        }
        return all;
    }

    /** @param start whether flags for the whole pattern may stand here, as its very first item */
    private Piece sequence(boolean start) {
        List<Piece> items = new ArrayList<>();
        while (in.peek() != END && in.peek() != '|' && in.peek() != ')') {
            int c = in.peek();
            if (flags.verbose() && skipBlank()) {
                continue;
            }
            if (!repeat(items)) {
                in.next();
                Piece item = item(c, start && items.isEmpty());
                if (item != null) {
                    items.add(item);
                }
            }
        }
        StringBuilder java = new StringBuilder();
        items.forEach(item -> java.append(item.kind() == Kind.COMPOUND ? group(item) : item.java()));
        return new Piece(
                java.toString(),
                Kind.COMPOUND,
                saturated(items.stream().mapToLong(Piece::min).sum()),
                saturated(items.stream().mapToLong(Piece::max).sum()));
    }

    private boolean skipBlank() {
        if (in.peek() == '#') {
            in.take(Integer.MAX_VALUE, c -> c != '\n');
            return true;
        }
        return !in.take(Integer.MAX_VALUE, c -> c == ' ' || c >= '\t' && c <= '\r')
                .isEmpty();
    }

    /** Reads one item behind its first character; null for one that matches nothing and is nothing. */
    private Piece item(int c, boolean start) {
        return switch (c) {
            case '.' -> Piece.character(flags.dotAll() ? RegexAtoms.ANY : "[^\\n]");
            case '^' -> Piece.anchor(flags.multiline() ? "(?:\\A|(?<=\\n))" : "\\A");
            case '$' -> Piece.anchor(flags.multiline() ? "(?=\\n|\\z)" : "(?=\\n?\\z)");
            case '[' -> Piece.character(atoms.set(flags));
            case '(' -> parenthesis(start);
            case '\\' -> escape();
            default -> Piece.character(RegexAtoms.literal(c));
        };
    }

    private Piece escape() {
        int c = in.peek();
        String shorthand = RegexAtoms.shorthand(c, flags);
        String anchor = anchor(c);
        if (shorthand != null || anchor != null) {
            in.next();
            return shorthand != null ? Piece.character(shorthand) : Piece.anchor(anchor);
        }
        if (isDigit(c)) {
            return digits();
        }
        return Piece.character(RegexAtoms.literal(atoms.escape()));
    }

    private String anchor(int letter) {
        String word = RegexAtoms.word(flags);
        String behind = word + RegexAtoms.BY_CHARACTER;
        return switch (letter) {
            case 'A' -> "\\A";
            case 'Z' -> "\\z";
            case 'b' -> "(?:(?<=" + behind + ")(?!" + word + ")|(?<!" + behind + ")(?=" + word + "))";
            case 'B' -> "(?:(?<=" + behind + ")(?=" + word + ")|(?<!" + behind + ")(?!" + word + ")(?!\\A\\z))";
            default -> null;
        };
    }

    /** An octal escape or the reference to a group. */
    private Piece digits() {
        int start = in.position();
        String octal = in.take(3, PatternReader::isOctal);
        in.position(start);
        if (octal.startsWith("0") || octal.length() == 3) {
            return Piece.character(RegexAtoms.literal(atoms.octal()));
        }
        return reference(Integer.parseInt(in.take(2, PatternReader::isDigit)));
    }

    private Piece reference(int number) {
        if (number > groups.size()) {
            throw in.error("invalid group reference " + number);
        }
        Piece group = groups.get(number - 1);
        if (group == null) {
            throw in.error("cannot refer to an open group");
        }
        return group.as("\\k<g" + number + ">", Kind.WHOLE);
    }

    private Piece parenthesis(boolean start) {
        if (!in.accept('?')) {
            return capture(null);
        }
        int c = in.next();
        return switch (c) {
            case ':' -> closed("(?:", alternatives(false));
            case '>' -> closed("(?>", alternatives(false));
            case '=', '!' -> around("(?" + (char) c, lookedFor(c == '!'));
            case '<' -> lookBehind();
            case 'P' -> named();
            case '#' -> {
                in.until(')', "missing ), unterminated comment");
                yield null;
            }
            case '(' -> condition();
            default -> inlineFlags(c, start);
        };
    }

    private Piece capture(String name) {
        groups.add(null);
        int number = groups.size();
        if (negations > 0) {
            hidden.add(number);
        }
        if (name != null && names.put(name, number) != null) {
            throw in.error("redefinition of group name " + name);
        }
        Piece group = closed("(?<g" + number + ">", alternatives(false));
        groups.set(number - 1, group);
        return conditional ? group.as(group.java() + "(?<e" + number + ">)", Kind.COMPOUND) : group;
    }

    private Piece closed(String opening, Piece content) {
        if (!in.accept(')')) {
            throw in.error("missing ), unterminated subpattern");
        }
        return content.as(opening + content.java() + ")", Kind.WHOLE);
    }

    private Piece around(String opening, Piece content) {
        return new Piece(closed(opening, content).java(), Kind.WHOLE, 0, 0);
    }

    private Piece lookedFor(boolean negative) {
        negations += negative ? 1 : 0;
        Piece content = alternatives(false);
        negations -= negative ? 1 : 0;
        return content;
    }

    private Piece lookBehind() {
        int direction = in.next();
        if (direction != '=' && direction != '!') {
            throw in.error("unknown extension ?<; a named group is written (?P<name>…)");
        }
        Piece content = lookedFor(direction == '!');
        if (content.min() != content.max()) {
            throw in.error("look-behind requires fixed-width pattern");
        }
        String java = "(?:" + content.java() + ")" + RegexAtoms.BY_CHARACTER;
        return around("(?<" + (char) direction, content.as(java, Kind.COMPOUND));
    }

    private Piece named() {
        if (in.accept('<')) {
            return capture(name(in.until('>', "missing >, unterminated name")));
        }
        if (!in.accept('=')) {
            throw in.error("unknown extension ?P");
        }
        String name = name(in.until(')', "missing ), unterminated name"));
        return reference(number(name));
    }

    private String name(String name) {
        boolean valid = !name.isEmpty()
                && (name.charAt(0) == '_' || Character.isUnicodeIdentifierStart(name.codePointAt(0)))
                && name.codePoints().allMatch(c -> c == '_' || Character.isUnicodeIdentifierPart(c));
        if (!valid) {
            throw in.error(name.isEmpty() ? "missing group name" : "bad character in group name '" + name + "'");
        }
        return name;
    }

    private int number(String name) {
        Integer number = names.get(name);
        if (number == null) {
            throw in.error("unknown group name '" + name + "'");
        }
        return number;
    }

    private Piece condition() {
        String group = in.until(')', "missing ), unterminated name");
        boolean numbered =
                !group.isEmpty() && group.length() < 4 && group.chars().allMatch(PatternReader::isDigit);
        int number = numbered ? Integer.parseInt(group) : number(name(group));
        if (number == 0 || number > groups.size()) {
            throw in.error("invalid group reference " + number);
        }
        if (groups.get(number - 1) == null) {
            throw in.error("cannot ask for an open group");
        }
        Piece yes = sequence(false);
        Piece no = in.accept('|') ? sequence(false) : new Piece("", Kind.COMPOUND, 0, 0);
        if (in.peek() == '|') {
            throw in.error("conditional backref with more than two branches");
        }
        String tookPart = "\\k<e" + number + ">";
        Piece both = new Piece(
                tookPart + yes.java() + "|(?!" + tookPart + ")" + no.java(),
                Kind.COMPOUND,
                Math.min(yes.min(), no.min()),
                Math.max(yes.max(), no.max()));
        return closed("(?:", both);
    }

    private Piece inlineFlags(int first, boolean start) {
        RegexFlags outer = flags;
        RegexFlags inner = outer;
        int c = first;
        for (; RegexFlags.LETTERS.indexOf(c) >= 0; c = in.next()) {
            inner = inner.with(c, true);
        }
        if (c == ')' && c != first) {
            if (!start) {
                throw in.error("global flags not at the start of the expression");
            }
            flags = inner;
            return null;
        }
        if (c == '-') {
            for (c = in.next(); c != END && "imsx".indexOf(c) >= 0; c = in.next()) {
                inner = inner.with(c, false);
            }
        }
        if (c != ':') {
            throw in.error(c == END ? "unexpected end of pattern" : "unknown extension ?" + Character.toString(c));
        }
        flags = inner;
        Piece content = alternatives(false);
        flags = outer;
        return closed(inner.javaGroup(), content);
    }

    /** Applies the quantifier that stands here, if one does, to the last of {@code items}. */
    private boolean repeat(List<Piece> items) {
        int start = in.position();
        long[] times = times();
        if (times == null) {
            in.position(start);
            return false;
        }
        if (items.isEmpty() || items.get(items.size() - 1).kind() == Kind.ANCHOR) {
            throw in.error("nothing to repeat");
        }
        Piece item = items.remove(items.size() - 1);
        if (item.kind() == Kind.REPEAT) {
            throw in.error("multiple repeat");
        }
        String mode = in.accept('?') ? "?" : in.accept('+') ? "+" : "";
        String bounds = "{" + times[0] + "," + (times[1] == ENDLESS ? "" : times[1]) + "}" + mode;
        String repeated = item.kind() == Kind.WHOLE ? item.java() : group(item);
        items.add(new Piece(
                repeated + bounds, Kind.REPEAT, saturated(item.min() * times[0]), saturated(item.max() * times[1])));
        return true;
    }

    /** Reads a quantifier and returns its least and greatest count; null if none stands here. */
    private long[] times() {
        return switch (in.next()) {
            case '*' -> new long[] {0, ENDLESS};
            case '+' -> new long[] {1, ENDLESS};
            case '?' -> new long[] {0, 1};
            case '{' -> in.peek() == '}' ? null : braces();
            default -> null;
        };
    }

    private long[] braces() {
        String low = in.take(Integer.MAX_VALUE, PatternReader::isDigit);
        String high = in.accept(',') ? in.take(Integer.MAX_VALUE, PatternReader::isDigit) : low;
        if (!in.accept('}')) {
            return null;
        }
        long[] times = {count(low, 0), count(high, ENDLESS)};
        if (times[1] < times[0]) {
            throw in.error("min repeat greater than max repeat");
        }
        return times;
    }

    private long count(String digits, long otherwise) {
        if (digits.isEmpty()) {
            return otherwise;
        }
        if (digits.length() > 9) {
            throw in.error("the repetition number is too large");
        }
        return Long.parseLong(digits);
    }

    private static String group(Piece piece) {
        return "(?:" + piece.java() + ")";
    }

    private static long saturated(long width) {
        return Math.min(width, ENDLESS);
    }
}
