package org.hermescdc.core.template;

/** The difference of two datetimes. */
record TimeDelta(long microseconds) implements TemplateObject, Comparable<TimeDelta> {

    static final long SECOND = 1_000_000;
    static final long DAY = 86_400 * SECOND;

    long days() {
        return Math.floorDiv(microseconds, DAY);
    }

    /** The seconds beyond the days: 0 to 86399. */
    long seconds() {
        return Math.floorMod(microseconds, DAY) / SECOND;
    }

    /** The microseconds beyond the seconds. */
    long micros() {
        return Math.floorMod(microseconds, SECOND);
    }

    @Override
    public int compareTo(TimeDelta other) {
        return Long.compare(microseconds, other.microseconds);
    }

    @Override
    public String typeName() {
        return "datetime.timedelta";
    }

    @Override
    public Object attribute(String name) {
        return switch (name) {
            case "days" -> days();
            case "seconds" -> seconds();
            case "microseconds" -> micros();
            case "total_seconds" ->
                new NativeFunction("total_seconds", Signature.NONE, a -> microseconds / (double) SECOND);
            default -> NONE;
        };
    }

    @Override
    public String text() {
        long rest = seconds();
        String days = days() == 0 ? "" : days() + (Math.abs(days()) == 1 ? " day, " : " days, ");
        String time = String.format("%d:%02d:%02d", rest / 3600, rest / 60 % 60, rest % 60);
        return days + time + (micros() == 0 ? "" : String.format(".%06d", micros()));
    }

    String repr() {
        StringBuilder fields = new StringBuilder();
        append(fields, "days", days());
        append(fields, "seconds", seconds());
        append(fields, "microseconds", micros());
        return "datetime.timedelta(" + (fields.isEmpty() ? "0" : fields) + ")";
    }

    private static void append(StringBuilder fields, String name, long value) {
        if (value != 0) {
            fields.append(fields.isEmpty() ? "" : ", ").append(name).append('=').append(value);
        }
    }
}
