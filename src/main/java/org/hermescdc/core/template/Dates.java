package org.hermescdc.core.template;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;

/** Text forms and arithmetic of datetimes, dates and times. */
final class Dates {

    private Dates() {}

    static boolean isDate(Object value) {
        return value instanceof LocalDateTime || value instanceof LocalDate || value instanceof LocalTime;
    }

    static String isoFormat(LocalDateTime datetime, String separator, String timespec) {
        return datetime.toLocalDate() + separator + isoTime(datetime.toLocalTime(), timespec);
    }

    static String isoTime(LocalTime time, String timespec) {
        int micros = time.getNano() / 1000;
        String minutes = String.format("%02d:%02d", time.getHour(), time.getMinute());
        String seconds = minutes + String.format(":%02d", time.getSecond());
        return switch (timespec) {
            case "auto" -> micros == 0 ? seconds : seconds + String.format(".%06d", micros);
            case "hours" -> minutes.substring(0, 2);
            case "minutes" -> minutes;
            case "seconds" -> seconds;
            case "milliseconds" -> seconds + String.format(".%03d", micros / 1000);
            case "microseconds" -> seconds + String.format(".%06d", micros);
            default -> throw Errors.value("isoformat() knows no timespec of that name");
        };
    }

    /** {@code datetime.datetime(2024, 1, 2, 3, 4)}; seconds and microseconds are left out when zero. */
    static String repr(Object value) {
        if (value instanceof LocalDateTime datetime) {
            return "datetime.datetime(" + day(datetime.toLocalDate()) + ", " + time(datetime.toLocalTime()) + ")";
        }
        if (value instanceof LocalDate date) {
            return "datetime.date(" + day(date) + ")";
        }
        if (value instanceof LocalTime time) {
            return "datetime.time(" + time(time) + ")";
        }
        return "<" + Types.name(value) + " object>";
    }

    private static String day(LocalDate date) {
        return date.getYear() + ", " + date.getMonthValue() + ", " + date.getDayOfMonth();
    }

    private static String time(LocalTime time) {
        int micros = time.getNano() / 1000;
        String text = time.getHour() + ", " + time.getMinute();
        return micros != 0
                ? text + ", " + time.getSecond() + ", " + micros
                : time.getSecond() != 0 ? text + ", " + time.getSecond() : text;
    }

    /** Computes {@code a - b} for two dates of the same kind, or a date and a difference; null if it makes no sense. */
    static Object subtract(Object a, Object b) {
        if (a instanceof LocalDateTime x && b instanceof LocalDateTime y) {
            return new TimeDelta(Duration.between(y, x).toNanos() / 1000);
        }
        if (a instanceof LocalDate x && b instanceof LocalDate y) {
            return new TimeDelta(ChronoUnit.DAYS.between(y, x) * TimeDelta.DAY);
        }
        if (b instanceof TimeDelta delta) {
            return a instanceof TimeDelta other
                    ? new TimeDelta(other.microseconds() - delta.microseconds())
                    : shift(a, new TimeDelta(-delta.microseconds()));
        }
        return null;
    }

    /** Computes {@code a + b} for a date and a difference in any order; null if it makes no sense. */
    static Object add(Object a, Object b) {
        if (a instanceof TimeDelta x && b instanceof TimeDelta y) {
            return new TimeDelta(x.microseconds() + y.microseconds());
        }
        return b instanceof TimeDelta delta ? shift(a, delta) : a instanceof TimeDelta delta ? shift(b, delta) : null;
    }

    private static Temporal shift(Object date, TimeDelta delta) {
        try {
            if (date instanceof LocalDateTime datetime) {
                return inRange(datetime.plus(delta.microseconds(), ChronoUnit.MICROS));
            }
            return date instanceof LocalDate day ? inRange(day.plusDays(delta.days())) : null;
        } catch (DateTimeException | ArithmeticException e) {
            throw Errors.arithmetic("date value out of range");
        }
    }

    private static <T extends Temporal> T inRange(T date) {
        int year = date.get(java.time.temporal.ChronoField.YEAR);
        if (year < 1 || year > 9999) {
            throw Errors.arithmetic("date value out of range");
        }
        return date;
    }
}
