package org.hermescdc.crash;

/** A moment of a client's work at which a death leaves something behind. */
enum ClientStep {
    BEFORE_RECORD("before the cache records anything: a handler to be called, or what came of it", true),
    AMID_RECORD("in the journal: half of a record is written", true),
    AFTER_RECORD("after the cache has recorded it", true),
    IN_HANDLER("in a handler, before its effect", false),
    AFTER_EFFECT("in a handler, after its effect, before that is recorded", true),
    BEFORE_SAVE("before the cache files are saved", false),
    AMID_SAVE("in the save, before a file is written, renamed or deleted", false),
    AFTER_SAVE("after the cache files are saved", false);

    private final String text;
    private final boolean repeats;

    ClientStep(String text, boolean repeats) {
        this.text = text;
        this.repeats = repeats;
    }

    /** Whether an effect may be on the target that the cache does not know. */
    boolean repeats() {
        return repeats;
    }

    String text() {
        return text;
    }
}
