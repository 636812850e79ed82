package org.hermescdc.bench;

/** A piece of work whose duration is measured; what stands before and after it is not. */
interface Work {

    /** Makes it possible to do the work once more. */
    default void prepare() throws Exception {}

    void run() throws Exception;

    /** Looks at the far end whether the work was done; throws if not. */
    default void verify() throws Exception {}

    /** Prepares, runs and verifies; returns the seconds that running took. */
    default double seconds() throws Exception {
        prepare();
        long start = System.nanoTime();
        run();
        double seconds = (System.nanoTime() - start) / 1e9;
        verify();
        return seconds;
    }
}
