package org.hermescdc.core.template;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.IsoFields;
import java.time.temporal.JulianFields;
import java.time.temporal.Temporal;
import java.util.List;
import org.hermescdc.core.template.Function.Table;
import org.hermescdc.core.template.Signature.Args;

/** The methods and attributes of datetimes, dates and times. None of them knows a zone. */
final class DateMethods {

    private static final long ORDINAL_OF_MJD_ZERO = 678_576;

    private static final Table DAY = new Table()
            .add("weekday", "", (d, a) -> day(d).getDayOfWeek().getValue() - 1L)
            .add("isoweekday", "", (d, a) -> (long) day(d).getDayOfWeek().getValue())
            .add("isocalendar", "", (d, a) -> isoCalendar(day(d)))
            .add("toordinal", "", (d, a) -> day(d).getLong(JulianFields.MODIFIED_JULIAN_DAY) + ORDINAL_OF_MJD_ZERO)
            .add("timetuple", "", (d, a) -> timeTuple(d))
            .add("ctime", "", (d, a) -> Strftime.format((Temporal) d, "%a %b %e %H:%M:%S %Y"))
            .add("strftime", "format", (d, a) -> Strftime.format((Temporal) d, a.text(0)));

    static final Table DATETIME = new Table()
            .addAll(DAY)
            .add(
                    "isoformat",
                    "sep='T', timespec='auto'",
                    (d, a) -> Dates.isoFormat((LocalDateTime) d, a.text(0), a.text(1)))
            .add("date", "", (d, a) -> ((LocalDateTime) d).toLocalDate())
            .add("time", "", (d, a) -> ((LocalDateTime) d).toLocalTime())
            .add(
                    "timestamp",
                    "",
                    (d, a) -> ((LocalDateTime) d)
                                    .atZone(java.time.ZoneId.systemDefault())
                                    .toEpochSecond()
                            + ((LocalDateTime) d).getNano() / 1e9)
            .add("utcoffset", "", (d, a) -> null)
            .add("tzname", "", (d, a) -> null)
            .add("dst", "", (d, a) -> null)
            .add(
                    "replace",
                    "year?, month?, day?, hour?, minute?, second?, microsecond?, tzinfo?",
                    (d, a) -> valid(
                            () -> LocalDateTime.of(day(day(d), a), time(((LocalDateTime) d).toLocalTime(), a, 3))))
            .add("strptime", "date_string, format, /", (d, a) -> Strptime.parse(a.text(0), a.text(1)))
            .add("fromisoformat", "date_string, /", (d, a) -> isoDatetime(a.text(0)))
            .add("combine", "date, time", (d, a) -> combine(a.get(0), a.get(1)));

    static final Table DATE = new Table()
            .addAll(DAY)
            .add("isoformat", "", (d, a) -> d.toString())
            .add("replace", "year?, month?, day?", (d, a) -> valid(() -> day(day(d), a)))
            .add("fromisoformat", "date_string, /", (d, a) -> valid(() -> LocalDate.parse(a.text(0))));

    static final Table TIME = new Table()
            .add("isoformat", "timespec='auto'", (t, a) -> Dates.isoTime((LocalTime) t, a.text(0)))
            .add("strftime", "format", (t, a) -> Strftime.format((Temporal) t, a.text(0)))
            .add("replace", "hour?, minute?, second?, microsecond?", (t, a) -> valid(() -> time((LocalTime) t, a, 0)));

    private DateMethods() {}

    /** {@code year}, {@code month}, … of a date; {@link TemplateObject#NONE} for another name. */
    static Object field(Object value, String name) {
        Temporal temporal = (Temporal) value;
        return switch (name) {
            case "year" -> get(temporal, java.time.temporal.ChronoField.YEAR);
            case "month" -> get(temporal, java.time.temporal.ChronoField.MONTH_OF_YEAR);
            case "day" -> get(temporal, java.time.temporal.ChronoField.DAY_OF_MONTH);
            case "hour" -> get(temporal, java.time.temporal.ChronoField.HOUR_OF_DAY);
            case "minute" -> get(temporal, java.time.temporal.ChronoField.MINUTE_OF_HOUR);
            case "second" -> get(temporal, java.time.temporal.ChronoField.SECOND_OF_MINUTE);
            case "microsecond" -> get(temporal, java.time.temporal.ChronoField.MICRO_OF_SECOND);
            case "fold" -> value instanceof LocalDate ? TemplateObject.NONE : (Object) 0L;
            case "tzinfo" -> value instanceof LocalDate ? TemplateObject.NONE : null;
            default -> TemplateObject.NONE;
        };
    }

    private static Object get(Temporal temporal, java.time.temporal.ChronoField field) {
        return temporal.isSupported(field) ? (Object) (long) temporal.get(field) : TemplateObject.NONE;
    }

    private static LocalDate day(Object value) {
        return value instanceof LocalDateTime datetime ? datetime.toLocalDate() : (LocalDate) value;
    }

    private static PyTuple isoCalendar(LocalDate day) {
        return PyTuple.named(
                "datetime.IsoCalendarDate",
                List.of("year", "week", "weekday"),
                (long) day.get(IsoFields.WEEK_BASED_YEAR),
                (long) day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                (long) day.getDayOfWeek().getValue());
    }

    private static PyTuple timeTuple(Object value) {
        LocalDate day = day(value);
        LocalTime time = value instanceof LocalDateTime datetime ? datetime.toLocalTime() : LocalTime.MIDNIGHT;
        return PyTuple.named(
                "time.struct_time",
                List.of(
                        "tm_year",
                        "tm_mon",
                        "tm_mday",
                        "tm_hour",
                        "tm_min",
                        "tm_sec",
                        "tm_wday",
                        "tm_yday",
                        "tm_isdst"),
                (long) day.getYear(),
                (long) day.getMonthValue(),
                (long) day.getDayOfMonth(),
                (long) time.getHour(),
                (long) time.getMinute(),
                (long) time.getSecond(),
                day.getDayOfWeek().getValue() - 1L,
                (long) day.getDayOfYear(),
                -1L);
    }

    private static LocalDate day(LocalDate day, Args a) {
        int year = replaced(a, 0, day.getYear());
        if (year < 1 || year > 9999) {
            throw Errors.value("the year is out of range");
        }
        return LocalDate.of(year, replaced(a, 1, day.getMonthValue()), replaced(a, 2, day.getDayOfMonth()));
    }

    private static LocalTime time(LocalTime time, Args a, int first) {
        int micros = replaced(a, first + 3, time.getNano() / 1000);
        if (micros < 0 || micros > 999_999) {
            throw Errors.value("microsecond must be in 0..999999");
        }
        return LocalTime.of(
                replaced(a, first, time.getHour()),
                replaced(a, first + 1, time.getMinute()),
                replaced(a, first + 2, time.getSecond()),
                micros * 1000);
    }

    private static int replaced(Args a, int position, int otherwise) {
        return a.given(position) ? a.index(position) : otherwise;
    }

    private static Temporal valid(java.util.function.Supplier<? extends Temporal> date) {
        try {
            return date.get();
        } catch (DateTimeException e) {
            throw Errors.value("no valid date or time");
        }
    }

    private static Temporal isoDatetime(String text) {
        return valid(() -> {
            if (text.length() <= 10) {
                return LocalDate.parse(text).atStartOfDay();
            }
            return LocalDateTime.of(LocalDate.parse(text.substring(0, 10)), LocalTime.parse(text.substring(11)));
        });
    }

    private static LocalDateTime combine(Object date, Object time) {
        if (!(time instanceof LocalTime clock) || !(date instanceof LocalDate || date instanceof LocalDateTime)) {
            throw Errors.type("combine() takes a date and a time");
        }
        return LocalDateTime.of(day(date), clock);
    }
}
