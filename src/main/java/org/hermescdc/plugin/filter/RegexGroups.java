package org.hermescdc.plugin.filter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The groups of a regular expression, as far as it is read: numbers, names, and what refers to them. */
final class RegexGroups {

    private final PatternReader in;
    private final Map<String, Integer> names = new HashMap<>();
    /** By number less one; null while a group is open. */
    private final List<RegexPiece> pieces = new ArrayList<>();

    private final Set<Integer> hidden = new HashSet<>();

    RegexGroups(PatternReader in) {
        this.in = in;
    }

    int count() {
        return pieces.size();
    }

    Map<String, Integer> names() {
        return Collections.unmodifiableMap(names);
    }

    /** The groups inside negative look-arounds: outside they never took part. */
    Set<Integer> hidden() {
        return Collections.unmodifiableSet(hidden);
    }

    /**
     * Begins a group and returns its number.
     *
     * @param name null for a group without
     * @param negated whether it lies inside a negative look-around
     */
    int open(String name, boolean negated) {
        pieces.add(null);
        int number = pieces.size();
        if (negated) {
            hidden.add(number);
        }
        if (name != null && names.put(name, number) != null) {
            throw in.error("redefinition of group name " + name);
        }
        return number;
    }

    void close(int number, RegexPiece piece) {
        pieces.set(number - 1, piece);
    }

    /** What a reference to a group matches. */
    RegexPiece reference(int number) {
        return closed(number, "cannot refer to an open group").as("\\k<g" + number + ">", RegexPiece.Kind.WHOLE);
    }

    /** The number of the group that a conditional asks for, by number or name. */
    int asked(String group) {
        boolean numbered =
                !group.isEmpty() && group.length() < 4 && group.chars().allMatch(PatternReader::isDigit);
        int number = numbered ? Integer.parseInt(group) : number(name(group));
        closed(number, "cannot ask for an open group");
        return number;
    }

    private RegexPiece closed(int number, String otherwise) {
        if (number == 0 || number > pieces.size()) {
            throw in.error("invalid group reference " + number);
        }
        RegexPiece piece = pieces.get(number - 1);
        if (piece == null) {
            throw in.error(otherwise);
        }
        return piece;
    }

    int number(String name) {
        Integer number = names.get(name);
        if (number == null) {
            throw in.error("unknown group name '" + name + "'");
        }
        return number;
    }

    /** Returns {@code name} if it can be the name of a group. */
    String name(String name) {
        boolean valid = !name.isEmpty()
                && (name.charAt(0) == '_' || Character.isUnicodeIdentifierStart(name.codePointAt(0)))
                && name.codePoints().allMatch(c -> c == '_' || Character.isUnicodeIdentifierPart(c));
        if (!valid) {
            throw in.error(name.isEmpty() ? "missing group name" : "bad character in group name '" + name + "'");
        }
        return name;
    }
}
