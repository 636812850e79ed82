package org.hermescdc.crash;

/** A moment of a server's work at which a death or a failure leaves something behind. */
public enum Step {
    AMID_RECORD("in the journal: half of a record is written"),
    BEFORE_INTENT("before the cache notes what is about to be sent"),
    AFTER_INTENT("after the cache has noted what is about to be sent"),
    BEFORE_SEND("before a batch is sent"),
    AMID_SEND("while a batch is sent: half of it is on the bus"),
    AFTER_ACKNOWLEDGEMENT("after the bus has acknowledged a batch"),
    BEFORE_COMMIT_ONE("before a `commit_one`"),
    AFTER_COMMIT_ONE("after a `commit_one`"),
    BEFORE_APPLY("before the cache records a batch"),
    AFTER_APPLY("after the cache has recorded a batch"),
    BEFORE_SAVE("before the cache files are saved"),
    AFTER_SAVE("after the cache files are saved");

    private final String text;

    Step(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
