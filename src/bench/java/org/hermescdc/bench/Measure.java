package org.hermescdc.bench;

/**
 * A line of the table of spec/10.
 *
 * @param what is measured
 * @param baseline what it is compared with
 */
record Measure(String name, String what, String baseline, Bar bar, Way way) {

    /** How the number comes about. */
    sealed interface Way {

        /** Two pieces of work, in turns, in a JVM of their own. */
        non-sealed interface Compared extends Way {
            Pair make(Ground ground) throws Exception;
        }

        /** In a way of its own, in the JVM of the bench. */
        non-sealed interface Own extends Way {
            Outcome measure(Ground ground, Forks forks, int rounds) throws Exception;
        }
    }

    /**
     * What came out.
     *
     * @param number in the form of the bar
     * @param detail medians and spread, in words
     * @param noise by how much two equal pieces of work differed; NaN where that makes no sense
     */
    record Outcome(double number, String detail, double noise) {}
}
