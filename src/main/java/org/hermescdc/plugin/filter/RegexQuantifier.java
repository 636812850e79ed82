package org.hermescdc.plugin.filter;

import java.util.List;

/** Reads quantifiers and applies them. */
final class RegexQuantifier {

    private static final int MOST_DIGITS = 9;

    private final PatternReader in;

    RegexQuantifier(PatternReader in) {
        this.in = in;
    }

    /** Applies the quantifier that stands here, if one does, to the last of {@code items}. */
    boolean apply(List<RegexPiece> items) {
        int start = in.position();
        long[] times = times();
        if (times == null) {
            in.position(start);
            return false;
        }
        if (items.isEmpty() || items.get(items.size() - 1).kind() == RegexPiece.Kind.ANCHOR) {
            throw in.error("nothing to repeat");
        }
        RegexPiece item = items.remove(items.size() - 1);
        if (item.kind() == RegexPiece.Kind.REPEAT) {
            throw in.error("multiple repeat");
        }
        String mode = in.accept('?') ? "?" : in.accept('+') ? "+" : "";
        String bounds = "{" + times[0] + "," + (times[1] == RegexPiece.ENDLESS ? "" : times[1]) + "}" + mode;
        items.add(new RegexPiece(
                item.grouped() + bounds, RegexPiece.Kind.REPEAT, item.min() * times[0], item.max() * times[1]));
        return true;
    }

    /** Reads a quantifier and returns its least and greatest count; null if none stands here. */
    private long[] times() {
        return switch (in.next()) {
            case '*' -> new long[] {0, RegexPiece.ENDLESS};
            case '+' -> new long[] {1, RegexPiece.ENDLESS};
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
        long[] times = {count(low, 0), count(high, RegexPiece.ENDLESS)};
        if (times[1] < times[0]) {
            throw in.error("min repeat greater than max repeat");
        }
        return times;
    }

    private long count(String digits, long otherwise) {
        if (digits.isEmpty()) {
            return otherwise;
        }
        if (digits.length() > MOST_DIGITS) {
            throw in.error("the repetition number is too large");
        }
        return Long.parseLong(digits);
    }
}
