package org.hermescdc.bench;

/** What must be so for a number to count. */
final class Expect {

    private Expect() {}

    static void equal(String what, long found, long expected) {
        if (found != expected) {
            throw new IllegalStateException(
                    what + ": " + found + ", expected " + expected + "; the number does not count");
        }
    }
}
