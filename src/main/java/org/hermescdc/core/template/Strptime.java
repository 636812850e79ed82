package org.hermescdc.core.template;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code datetime.strptime}: reads a datetime by a format. */
final class Strptime {

    static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private static final Map<Character, String> PATTERNS = Map.ofEntries(
            Map.entry('Y', "\\d{4}"),
            Map.entry('y', "\\d{2}"),
            Map.entry('m', "1[0-2]|0[1-9]|[1-9]"),
            Map.entry('d', "3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]"),
            Map.entry('H', "2[0-3]|[01]\\d|\\d"),
            Map.entry('I', "1[0-2]|0[1-9]|[1-9]"),
            Map.entry('M', "[0-5]\\d|\\d"),
            Map.entry('S', "6[01]|[0-5]\\d|\\d"),
            Map.entry('f', "\\d{1,6}"),
            Map.entry('j', "36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]"),
            Map.entry('p', "am|pm"),
            Map.entry('B', String.join("|", MONTHS)),
            Map.entry(
                    'b',
                    String.join("|", MONTHS.stream().map(m -> m.substring(0, 3)).toList())),
            Map.entry('A', "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"),
            Map.entry('a', "Mon|Tue|Wed|Thu|Fri|Sat|Sun"));

    private Strptime() {}

    static LocalDateTime parse(String text, String format) {
        Matcher match = Pattern.compile(expression(expanded(format)), Pattern.CASE_INSENSITIVE)
                .matcher(text);
        if (!match.matches()) {
            throw Errors.value("the text does not match the format '" + format + "'");
        }
        Map<Character, String> fields = new HashMap<>();
        for (char directive : PATTERNS.keySet()) {
            if (format.indexOf(directive) >= 0 || expanded(format).indexOf("%" + directive) >= 0) {
                fields.put(directive, group(match, directive));
            }
        }
        fields.values().removeIf(java.util.Objects::isNull);
        try {
            return datetime(fields);
        } catch (DateTimeException e) {
            throw Errors.value("day is out of range for month");
        }
    }

    private static String group(Matcher match, char directive) {
        try {
            return match.group("f" + (int) directive);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String expanded(String format) {
        return format.replace("%T", "%H:%M:%S")
                .replace("%X", "%H:%M:%S")
                .replace("%x", "%m/%d/%y")
                .replace("%c", "%a %b %d %H:%M:%S %Y");
    }

    private static String expression(String format) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                expression.append(directive(format.charAt(++i), expression));
            } else if (CodePoints.isSpace(c)) {
                expression.append("\\s+");
            } else {
                expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return expression.toString();
    }

    private static String directive(char directive, StringBuilder before) {
        if (directive == '%') {
            return "%";
        }
        String pattern = PATTERNS.get(directive);
        String group = "(?<f" + (int) directive + ">";
        if (pattern == null || before.indexOf(group) >= 0) {
            throw Errors.value("'%" + directive + "' is a bad directive here");
        }
        return group + pattern + ")";
    }

    private static LocalDateTime datetime(Map<Character, String> fields) {
        int year = fields.containsKey('y') ? century(number(fields, 'y', 0)) : number(fields, 'Y', 1900);
        int month = fields.containsKey('m') ? number(fields, 'm', 1) : month(fields);
        int hour = number(fields, 'H', 0);
        if (fields.containsKey('I')) {
            boolean afternoon = "pm".equals(fields.getOrDefault('p', "am").toLowerCase(Locale.ROOT));
            hour = number(fields, 'I', 0) % 12 + (afternoon ? 12 : 0);
        }
        String fraction = (fields.getOrDefault('f', "0") + "000000").substring(0, 6);
        LocalDateTime start = LocalDateTime.of(
                year,
                month,
                number(fields, 'd', 1),
                hour,
                number(fields, 'M', 0),
                number(fields, 'S', 0),
                Integer.parseInt(fraction) * 1000);
        return fields.containsKey('j') && !fields.containsKey('d')
                ? start.withDayOfYear(number(fields, 'j', 1))
                : start;
    }

    private static int century(int year) {
        return year <= 68 ? 2000 + year : 1900 + year;
    }

    private static int month(Map<Character, String> fields) {
        String name = fields.getOrDefault('B', fields.getOrDefault('b', "Jan"));
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).regionMatches(true, 0, name, 0, 3)) {
                return i + 1;
            }
        }
        throw new IllegalStateException("the pattern admits only names of months");
    }

    private static int number(Map<Character, String> fields, char directive, int otherwise) {
        String digits = fields.get(directive);
        return digits == null ? otherwise : Integer.parseInt(digits.strip());
    }
}
