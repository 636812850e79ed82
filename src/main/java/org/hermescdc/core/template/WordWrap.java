package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks a line into lines of at most a width, at blanks and, if wanted, behind hyphens. */
record WordWrap(int width, boolean breakLongWords, boolean breakOnHyphens) {

    private static final Pattern BLANKS = Pattern.compile("[ \\t]+|[^ \\t]+");

    /** Blanks; dashes between words; words, cut behind a hyphen that has two letters before it and two behind it. */
    private static final Pattern HYPHENS = Pattern.compile(
            "[ \\t]+|(?<=[\\w!\"'&.,?])-{2,}(?=\\w)"
                    + "|[^ \\t]+?(?:-(?:(?<=[^\\d\\W]{2}-)|(?<=[^\\d\\W]-[^\\d\\W]-))(?=[^\\d\\W]-?[^\\d\\W])"
                    + "|(?=[ \\t]|\\z)|(?<=[\\w!\"'&.,?])(?=-{2,}\\w))",
            Pattern.UNICODE_CHARACTER_CLASS);

    WordWrap {
        if (width <= 0) {
            throw Errors.value("the width of lines must be greater than 0");
        }
    }

    List<String> wrap(String line) {
        List<String> pieces = new ArrayList<>();
        (breakOnHyphens ? HYPHENS : BLANKS).matcher(line).results().forEach(match -> pieces.add(match.group()));
        List<String> lines = new ArrayList<>();
        int next = 0;
        while (next < pieces.size()) {
            if (isBlank(pieces.get(next)) && !lines.isEmpty()) {
                next++;
                continue;
            }
            List<String> current = new ArrayList<>();
            int room = width;
            while (next < pieces.size() && CodePoints.length(pieces.get(next)) <= room) {
                room -= CodePoints.length(pieces.get(next));
                current.add(pieces.get(next++));
            }
            if (next < pieces.size() && CodePoints.length(pieces.get(next)) > width) {
                next += takeLongWord(pieces, next, current, room);
            }
            if (!current.isEmpty() && isBlank(current.get(current.size() - 1))) {
                current.remove(current.size() - 1);
            }
            if (!current.isEmpty()) {
                lines.add(String.join("", current));
            }
        }
        return lines;
    }

    /** Takes what fits of a word that is longer than a line; returns how many pieces were used up. */
    private int takeLongWord(List<String> pieces, int index, List<String> current, int room) {
        String word = pieces.get(index);
        if (breakLongWords) {
            int end = room;
            int hyphen = breakOnHyphens ? CodePoints.slice(word, 0, end).lastIndexOf('-') : -1;
            boolean hyphenated = hyphen > 0 && word.substring(0, hyphen).chars().anyMatch(c -> c != '-');
            int cut = hyphenated ? hyphen + 1 : word.offsetByCodePoints(0, end);
            current.add(word.substring(0, cut));
            pieces.set(index, word.substring(cut));
            return 0;
        }
        if (current.isEmpty()) {
            current.add(word);
            return 1;
        }
        return 0;
    }

    private static boolean isBlank(String piece) {
        return piece.isBlank();
    }
}
