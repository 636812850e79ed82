package org.hermescdc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All rounds of one comparison: in each the baseline, the measure, and the baseline again, which tells how much two equal
 * pieces of work differ on this machine at this time.
 *
 * @param baseline samples of the baseline
 * @param again samples of the same baseline, taken after the measure
 * @param measure samples of the measure
 */
record Rounds(Samples baseline, Samples again, Samples measure) {

    /** @param warmUp rounds before those that count */
    static Rounds of(Pair pair, int warmUp, int rounds) throws Exception {
        List<Double> baseline = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        List<Double> measure = new ArrayList<>();
        for (int round = -warmUp; round < rounds; round++) {
            double first = pair.baseline().seconds();
            double second = pair.measure().seconds();
            double third = pair.baseline().seconds();
            if (round >= 0) {
                baseline.add(first);
                measure.add(second);
                again.add(third);
            }
        }
        return new Rounds(new Samples(baseline), new Samples(again), new Samples(measure));
    }

    /** Median of all rounds of the baseline. */
    double baselineMedian() {
        List<Double> all = new ArrayList<>(baseline.seconds());
        all.addAll(again.seconds());
        return new Samples(all).median();
    }

    /** By how much the two halves of the baseline differ, as a part. */
    double noise() {
        return Math.abs(again.median() / baseline.median() - 1);
    }

    /** Number, medians and noise. */
    Measure.Outcome outcome(Bar bar) {
        return new Measure.Outcome(
                bar.number(baselineMedian(), measure.median()),
                String.format(Locale.ROOT, "%s, baseline %s", measure, baseline),
                noise());
    }
}
