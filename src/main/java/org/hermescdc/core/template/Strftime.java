package org.hermescdc.core.template;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.time.temporal.Temporal;
import java.util.Locale;

/** {@code strftime} with the directives of the C library, in English. */
final class Strftime {

    private static final LocalDate EPOCH_OF_TIMES = LocalDate.of(1900, 1, 1);

    private final LocalDate day;
    private final LocalTime time;
    private final boolean clock;

    private Strftime(LocalDate day, LocalTime time, boolean clock) {
        this.day = day;
        this.time = time;
        this.clock = clock;
    }

    static String format(Temporal value, String format) {
        Strftime formatter = value instanceof LocalDateTime datetime
                ? new Strftime(datetime.toLocalDate(), datetime.toLocalTime(), true)
                : value instanceof LocalDate date
                        ? new Strftime(date, LocalTime.MIDNIGHT, false)
                        : new Strftime(EPOCH_OF_TIMES, (LocalTime) value, true);
        return formatter.format(format);
    }

    private String format(String format) {
        StringBuilder text = new StringBuilder(format.length() + 16);
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
                continue;
            }
            char flag = "-_0^#".indexOf(format.charAt(i + 1)) >= 0 && i + 2 < format.length() ? format.charAt(++i) : 0;
            char directive = format.charAt(++i);
            String part = directive(directive);
            text.append(part == null ? "%" + (flag == 0 ? "" : flag) + directive : flagged(part, flag));
        }
        return text.toString();
    }

    private static String flagged(String part, char flag) {
        return switch (flag) {
            case '-' -> part.replaceFirst("^[0 ]+(?=.)", "");
            case '_' -> blanks(part);
            case '0' -> part.replace(' ', '0');
            case '^', '#' -> CodePoints.upper(part);
            default -> part;
        };
    }

    private static String blanks(String part) {
        int zeros = part.length() - part.replaceFirst("^0+(?=.)", "").length();
        return " ".repeat(zeros) + part.substring(zeros);
    }

    private String directive(char directive) {
        return switch (directive) {
            case 'a' -> day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'A' -> day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> Strptime.MONTHS.get(day.getMonthValue() - 1).substring(0, 3);
            case 'B' -> Strptime.MONTHS.get(day.getMonthValue() - 1);
            case 'c' -> format("%a %b %e %H:%M:%S %Y");
            case 'D', 'x' -> format("%m/%d/%y");
            case 'F' -> format("%Y-%m-%d");
            case 'R' -> format("%H:%M");
            case 'T', 'X' -> format("%H:%M:%S");
            case 'r' -> format("%I:%M:%S %p");
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            case 'p' -> time.getHour() < 12 ? "AM" : "PM";
            case 'P' -> time.getHour() < 12 ? "am" : "pm";
            case 'z', 'Z' -> "";
            default -> number(directive);
        };
    }

    private String number(char directive) {
        int hour12 = (time.getHour() + 11) % 12 + 1;
        int weekday = day.getDayOfWeek().getValue();
        int dayOfYear = day.getDayOfYear();
        return switch (directive) {
            case 'Y' -> String.valueOf(day.getYear());
            case 'C' -> padded(day.getYear() / 100, 2);
            case 'y' -> padded(day.getYear() % 100, 2);
            case 'm' -> padded(day.getMonthValue(), 2);
            case 'd' -> padded(day.getDayOfMonth(), 2);
            case 'e' -> String.format("%2d", day.getDayOfMonth());
            case 'H' -> padded(time.getHour(), 2);
            case 'k' -> String.format("%2d", time.getHour());
            case 'I' -> padded(hour12, 2);
            case 'l' -> String.format("%2d", hour12);
            case 'M' -> padded(time.getMinute(), 2);
            case 'S' -> padded(time.getSecond(), 2);
            case 'f' -> padded(time.getNano() / 1000, 6);
            case 'j' -> padded(dayOfYear, 3);
            case 'u' -> String.valueOf(weekday);
            case 'w' -> String.valueOf(weekday % 7);
            case 'U' -> padded((dayOfYear + 6 - weekday % 7) / 7, 2);
            case 'W' -> padded((dayOfYear + 6 - (weekday - 1)) / 7, 2);
            case 'V' -> padded(day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case 'G' -> String.valueOf(day.get(IsoFields.WEEK_BASED_YEAR));
            case 'g' -> padded(day.get(IsoFields.WEEK_BASED_YEAR) % 100, 2);
            case 's' ->
                clock
                        ? String.valueOf(
                                day.atTime(time).atZone(ZoneId.systemDefault()).toEpochSecond())
                        : null;
            default -> null;
        };
    }

    private static String padded(int number, int width) {
        return String.format("%0" + width + "d", number);
    }
}
