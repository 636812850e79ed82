package org.hermescdc.plugin.datasource.jdbc;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Pattern;

/**
 * Reads ISO dates and datetimes: {@code 2024-01-31}, {@code 2024-01-31T12:34}, {@code 2024-01-31 12:34:56.789+01:00}. The
 * parsers of {@code java.time} take several times as long, and a source may hold millions of them.
 */
final class IsoDatetime {

    private static final int DATE = "2024-01-31".length();
    private static final int MINUTES = "2024-01-31T12:34".length();
    private static final int SECONDS = "2024-01-31T12:34:56".length();
    private static final Pattern ZONE = Pattern.compile("(?:Z|[+-]\\d\\d(?::?\\d\\d)?)?");
    private static final Pattern FRACTION_AND_ZONE = Pattern.compile("(?:\\.\\d+)?" + ZONE.pattern());

    private IsoDatetime() {}

    /**
     * Returns the datetime, cut to the second and without its zone; a date is its midnight.
     *
     * @throws DateTimeException if {@code text} is none; the message does not quote it
     */
    static LocalDateTime parse(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, DATE);
        require(text.charAt(4) == '-' && text.charAt(7) == '-');
        if (text.length() == DATE) {
            return LocalDateTime.of(year, month, day, 0, 0);
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, MINUTES);
        require((text.charAt(DATE) == 'T' || text.charAt(DATE) == ' ') && text.charAt(13) == ':');
        boolean hasSeconds = text.length() > MINUTES && text.charAt(MINUTES) == ':';
        int second = hasSeconds ? number(text, MINUTES + 1, SECONDS) : 0;
        int end = hasSeconds ? SECONDS : MINUTES;
        require(text.length() == end
                || (hasSeconds ? FRACTION_AND_ZONE : ZONE)
                        .matcher(text)
                        .region(end, text.length())
                        .matches());
        return LocalDateTime.of(year, month, day, hour, minute, second);
    }

    private static int number(String text, int from, int to) {
        require(text.length() >= to);
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            require(digit >= 0 && digit <= 9);
            number = 10 * number + digit;
        }
        return number;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new DateTimeException("no ISO date or datetime");
        }
    }
}
