package org.hermescdc.plugin.filter;

/** A translated part of a regular expression, and the least and greatest width of its matches. */
record RegexPiece(String java, Kind kind, long min, long max) {

    /** The greatest width that counts; wider ones are taken as endless. */
    static final long ENDLESS = Integer.MAX_VALUE;

    enum Kind {
        /** Can be followed by a quantifier as it stands. */
        WHOLE,
        /** Needs a group around it before a quantifier. */
        COMPOUND,
        ANCHOR,
        REPEAT
    }

    RegexPiece {
        min = Math.min(min, ENDLESS);
        max = Math.min(max, ENDLESS);
    }

    static RegexPiece character(String java) {
        return new RegexPiece(java, Kind.WHOLE, 1, 1);
    }

    static RegexPiece anchor(String java) {
        return new RegexPiece(java, Kind.ANCHOR, 0, 0);
    }

    RegexPiece as(String otherJava, Kind otherKind) {
        return new RegexPiece(otherJava, otherKind, min, max);
    }

    /** The piece so that a quantifier can be written behind it. */
    String grouped() {
        return kind == Kind.WHOLE ? java : "(?:" + java + ")";
    }
}
