package org.hermescdc.plugin.filter;

/** The flags of Python's regular expressions that change how a pattern is translated. */
record RegexFlags(boolean ignoreCase, boolean multiline, boolean dotAll, boolean verbose, boolean ascii) {

    /** The letters that may stand in {@code (?…)}. */
    static final String LETTERS = "aimsux";

    static RegexFlags of(boolean ignoreCase, boolean multiline) {
        return new RegexFlags(ignoreCase, multiline, false, false, false);
    }

    /** Returns these flags with the one of {@code letter} switched. */
    RegexFlags with(int letter, boolean on) {
        return switch (letter) {
            case 'i' -> new RegexFlags(on, multiline, dotAll, verbose, ascii);
            case 'm' -> new RegexFlags(ignoreCase, on, dotAll, verbose, ascii);
            case 's' -> new RegexFlags(ignoreCase, multiline, on, verbose, ascii);
            case 'x' -> new RegexFlags(ignoreCase, multiline, dotAll, on, ascii);
            case 'a' -> new RegexFlags(ignoreCase, multiline, dotAll, verbose, on);
            case 'u' -> new RegexFlags(ignoreCase, multiline, dotAll, verbose, !on);
            default -> throw new IllegalArgumentException("no flag " + (char) letter);
        };
    }

    /** Java's flags for a group under these; only the comparison of cases is left to Java. */
    String javaGroup() {
        return ignoreCase ? ascii ? "(?i-u:" : "(?iu:" : "(?-iu:";
    }
}
