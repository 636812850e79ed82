package org.hermescdc.plugin.filter;

import static org.hermescdc.plugin.filter.PatternReader.END;
import static org.hermescdc.plugin.filter.PatternReader.isDigit;

import java.util.ArrayList;
import java.util.List;

/**
 * Translates a regular expression of Python (3.11, module {@code re}) to one of Java with the same matches.
 *
 * <p>Python's group N is Java's group {@code gN}. Where the pattern holds a conditional {@code (?(N)…|…)}, each group is
 * followed by an empty group {@code eN}: a reference to it matches exactly if group N took part.
 */
final class RegexTranslator {

    private final PatternReader in;
    private final RegexAtoms atoms;
    private final boolean conditional;
    private final RegexGroups groups;
    private final RegexQuantifier quantifier;
    private RegexFlags flags;
    private int negations;

    RegexTranslator(String pattern, RegexFlags flags) {
        this.in = new PatternReader(pattern);
        this.atoms = new RegexAtoms(in);
        this.groups = new RegexGroups(in);
        this.quantifier = new RegexQuantifier(in);
        this.conditional = pattern.contains("(?(");
        this.flags = flags;
    }

    String translate() {
        RegexPiece whole = alternatives(true);
        if (in.peek() != END) {
            throw in.error("unbalanced parenthesis");
        }
        return flags.javaGroup() + whole.java() + ")";
    }

    /** The groups of the expression; complete once it is translated. */
    RegexGroups groups() {
        return groups;
    }

    private RegexPiece alternatives(boolean top) {
        RegexPiece all = sequence(top);
        while (in.accept('|')) {
            RegexPiece other = sequence(false);
            all = new RegexPiece(
                    all.java() + "|" + other.java(),
                    RegexPiece.Kind.COMPOUND,
                    Math.min(all.min(), other.min()),
                    Math.max(all.max(), other.max()));
        }
        return all;
    }

    /** @param start whether flags for the whole pattern may stand here, as its very first item */
    private RegexPiece sequence(boolean start) {
        List<RegexPiece> items = new ArrayList<>();
        while (in.peek() != END && in.peek() != '|' && in.peek() != ')') {
            int c = in.peek();
            if (flags.verbose() && skipBlank()) {
                continue;
            }
            if (!quantifier.apply(items)) {
                in.next();
                RegexPiece item = item(c, start && items.isEmpty());
                if (item != null) {
                    items.add(item);
                }
            }
        }
        StringBuilder java = new StringBuilder();
        items.forEach(item -> java.append(item.kind() == RegexPiece.Kind.COMPOUND ? item.grouped() : item.java()));
        return new RegexPiece(
                java.toString(),
                RegexPiece.Kind.COMPOUND,
                items.stream().mapToLong(RegexPiece::min).sum(),
                items.stream().mapToLong(RegexPiece::max).sum());
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
    private RegexPiece item(int c, boolean start) {
        return switch (c) {
            case '.' -> RegexPiece.character(flags.dotAll() ? RegexAtoms.ANY : "[^\\n]");
            case '^' -> RegexPiece.anchor(flags.multiline() ? "(?:\\A|(?<=\\n))" : "\\A");
            case '$' -> RegexPiece.anchor(flags.multiline() ? "(?=\\n|\\z)" : "(?=\\n?\\z)");
            case '[' -> RegexPiece.character(atoms.set(flags));
            case '(' -> parenthesis(start);
            case '\\' -> escape();
            default -> RegexPiece.character(RegexAtoms.literal(c));
        };
    }

    private RegexPiece escape() {
        int c = in.peek();
        String shorthand = RegexAtoms.shorthand(c, flags);
        String anchor = anchor(c);
        if (shorthand != null || anchor != null) {
            in.next();
            return shorthand != null ? RegexPiece.character(shorthand) : RegexPiece.anchor(anchor);
        }
        if (isDigit(c)) {
            return digits();
        }
        return RegexPiece.character(RegexAtoms.literal(atoms.escape()));
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
    private RegexPiece digits() {
        int start = in.position();
        String octal = in.take(3, PatternReader::isOctal);
        in.position(start);
        if (octal.startsWith("0") || octal.length() == 3) {
            return RegexPiece.character(RegexAtoms.literal(atoms.octal()));
        }
        return groups.reference(Integer.parseInt(in.take(2, PatternReader::isDigit)));
    }

    private RegexPiece parenthesis(boolean start) {
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

    private RegexPiece capture(String name) {
        int number = groups.open(name, negations > 0);
        RegexPiece group = closed("(?<g" + number + ">", alternatives(false));
        groups.close(number, group);
        return conditional ? group.as(group.java() + "(?<e" + number + ">)", RegexPiece.Kind.COMPOUND) : group;
    }

    private RegexPiece closed(String opening, RegexPiece content) {
        if (!in.accept(')')) {
            throw in.error("missing ), unterminated subpattern");
        }
        return content.as(opening + content.java() + ")", RegexPiece.Kind.WHOLE);
    }

    private RegexPiece around(String opening, RegexPiece content) {
        return new RegexPiece(closed(opening, content).java(), RegexPiece.Kind.WHOLE, 0, 0);
    }

    private RegexPiece lookedFor(boolean negative) {
        negations += negative ? 1 : 0;
        RegexPiece content = alternatives(false);
        negations -= negative ? 1 : 0;
        return content;
    }

    private RegexPiece lookBehind() {
        int direction = in.next();
        if (direction != '=' && direction != '!') {
            throw in.error("unknown extension ?<; a named group is written (?P<name>…)");
        }
        RegexPiece content = lookedFor(direction == '!');
        if (content.min() != content.max()) {
            throw in.error("look-behind requires fixed-width pattern");
        }
        String java = "(?:" + content.java() + ")" + RegexAtoms.BY_CHARACTER;
        return around("(?<" + (char) direction, content.as(java, RegexPiece.Kind.COMPOUND));
    }

    private RegexPiece named() {
        if (in.accept('<')) {
            return capture(groups.name(in.until('>', "missing >, unterminated name")));
        }
        if (!in.accept('=')) {
            throw in.error("unknown extension ?P");
        }
        String name = groups.name(in.until(')', "missing ), unterminated name"));
        return groups.reference(groups.number(name));
    }

    private RegexPiece condition() {
        int number = groups.asked(in.until(')', "missing ), unterminated name"));
        RegexPiece yes = sequence(false);
        RegexPiece no = in.accept('|') ? sequence(false) : new RegexPiece("", RegexPiece.Kind.COMPOUND, 0, 0);
        if (in.peek() == '|') {
            throw in.error("conditional backref with more than two branches");
        }
        String tookPart = "\\k<e" + number + ">";
        RegexPiece both = new RegexPiece(
                tookPart + yes.java() + "|(?!" + tookPart + ")" + no.java(),
                RegexPiece.Kind.COMPOUND,
                Math.min(yes.min(), no.min()),
                Math.max(yes.max(), no.max()));
        return closed("(?:", both);
    }

    private RegexPiece inlineFlags(int first, boolean start) {
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
        RegexPiece content = alternatives(false);
        flags = outer;
        return closed(inner.javaGroup(), content);
    }
}
