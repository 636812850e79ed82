package org.hermescdc.bench;

import java.util.Locale;

/**
 * What a measure has to reach (spec/10).
 *
 * @param form what its number is
 * @param bar what it must reach
 * @param goal what it should reach; NaN where there is none
 */
record Bar(Form form, double bar, double goal) {

    /** What the number of a measure is. */
    enum Form {
        /** Duration of the measure ÷ duration of the baseline; the smaller the better. */
        TIMES("×"),
        /** Rate of the measure ÷ rate of the baseline; the greater the better. */
        RATE("of the rate"),
        /** Megabytes; the smaller the better. */
        MEGABYTES("MB");

        private final String unit;

        Form(String unit) {
            this.unit = unit;
        }
    }

    static Bar times(double bar, double goal) {
        return new Bar(Form.TIMES, bar, goal);
    }

    static Bar rate(double bar, double goal) {
        return new Bar(Form.RATE, bar, goal);
    }

    static Bar megabytes(double bar, double goal) {
        return new Bar(Form.MEGABYTES, bar, goal);
    }

    /** The number of a measure that took {@code measure} seconds where the baseline took {@code baseline}. */
    double number(double baseline, double measure) {
        return form == Form.RATE ? baseline / measure : measure / baseline;
    }

    /** {@code goal}, {@code bar} or {@code missed}: what the number reaches. */
    String verdict(double number) {
        if (reaches(number, goal)) {
            return "goal";
        }
        return reaches(number, bar) ? "bar" : "missed";
    }

    private boolean reaches(double number, double wanted) {
        return form == Form.RATE ? number >= wanted : number <= wanted;
    }

    String text(double number) {
        return form == Form.MEGABYTES
                ? String.format(Locale.ROOT, "%.0f MB", number)
                : String.format(Locale.ROOT, "%.2f", number);
    }

    @Override
    public String toString() {
        return (form == Form.RATE ? "≥ " : "≤ ") + text(bar) + ", " + text(goal)
                + (form == Form.MEGABYTES ? "" : " " + form.unit);
    }
}
