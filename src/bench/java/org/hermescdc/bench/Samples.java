package org.hermescdc.bench;

import java.util.List;
import java.util.Locale;

/** Seconds of one piece of work, round by round. */
record Samples(List<Double> seconds) {

    Samples {
        seconds = List.copyOf(seconds);
    }

    double median() {
        List<Double> sorted = seconds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The distance from the fastest to the slowest round, as a part of the median. */
    double spread() {
        double fastest = seconds.stream().min(Double::compare).orElseThrow();
        double slowest = seconds.stream().max(Double::compare).orElseThrow();
        return (slowest - fastest) / median();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f s ±%.0f %%", median(), 50 * spread());
    }
}
