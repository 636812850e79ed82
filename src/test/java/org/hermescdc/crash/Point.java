package org.hermescdc.crash;

/** One row of the crash matrix: where the server is killed, and how many events the next one may send again. */
enum Point {
    CYCLE_AMID_RECORD(Work.CYCLE, Step.AMID_RECORD, Again.ONE_BATCH),
    CYCLE_BEFORE_INTENT(Work.CYCLE, Step.BEFORE_INTENT, Again.NOTHING),
    CYCLE_AFTER_INTENT(Work.CYCLE, Step.AFTER_INTENT, Again.NOTHING),
    CYCLE_BEFORE_SEND(Work.CYCLE, Step.BEFORE_SEND, Again.NOTHING),
    CYCLE_AMID_SEND(Work.CYCLE, Step.AMID_SEND, Again.ONE_BATCH),
    CYCLE_AFTER_ACKNOWLEDGEMENT(Work.CYCLE, Step.AFTER_ACKNOWLEDGEMENT, Again.ONE_BATCH),
    CYCLE_BEFORE_COMMIT_ONE(Work.CYCLE, Step.BEFORE_COMMIT_ONE, Again.ONE_BATCH),
    CYCLE_AFTER_COMMIT_ONE(Work.CYCLE, Step.AFTER_COMMIT_ONE, Again.ONE_BATCH),
    CYCLE_BEFORE_APPLY(Work.CYCLE, Step.BEFORE_APPLY, Again.ONE_BATCH),
    CYCLE_AFTER_APPLY(Work.CYCLE, Step.AFTER_APPLY, Again.NOTHING),
    CYCLE_BEFORE_SAVE(Work.CYCLE, Step.BEFORE_SAVE, Again.NOTHING),
    CYCLE_AFTER_SAVE(Work.CYCLE, Step.AFTER_SAVE, Again.NOTHING),
    INITSYNC_BEFORE_SEND(Work.INITSYNC, Step.BEFORE_SEND, Again.WHOLE_SEQUENCE),
    INITSYNC_AMID_SEND(Work.INITSYNC, Step.AMID_SEND, Again.WHOLE_SEQUENCE),
    INITSYNC_AFTER_ACKNOWLEDGEMENT(Work.INITSYNC, Step.AFTER_ACKNOWLEDGEMENT, Again.WHOLE_SEQUENCE),
    SCHEMA_AMID_RECORD(Work.SCHEMA_CHANGE, Step.AMID_RECORD, Again.ONE_BATCH),
    SCHEMA_BEFORE_INTENT(Work.SCHEMA_CHANGE, Step.BEFORE_INTENT, Again.NOTHING),
    SCHEMA_AFTER_INTENT(Work.SCHEMA_CHANGE, Step.AFTER_INTENT, Again.NOTHING),
    SCHEMA_BEFORE_SEND(Work.SCHEMA_CHANGE, Step.BEFORE_SEND, Again.NOTHING),
    SCHEMA_AMID_SEND(Work.SCHEMA_CHANGE, Step.AMID_SEND, Again.ONE_BATCH),
    SCHEMA_AFTER_ACKNOWLEDGEMENT(Work.SCHEMA_CHANGE, Step.AFTER_ACKNOWLEDGEMENT, Again.ONE_BATCH),
    SCHEMA_BEFORE_APPLY(Work.SCHEMA_CHANGE, Step.BEFORE_APPLY, Again.ONE_BATCH),
    SCHEMA_AFTER_APPLY(Work.SCHEMA_CHANGE, Step.AFTER_APPLY, Again.NOTHING),
    SCHEMA_BEFORE_SAVE(Work.SCHEMA_CHANGE, Step.BEFORE_SAVE, Again.ONE_BATCH),
    SCHEMA_AFTER_SAVE(Work.SCHEMA_CHANGE, Step.AFTER_SAVE, Again.NOTHING);

    private final Work work;
    private final Step step;
    private final Again again;

    /** What the next server sends although it is on the bus. */
    enum Again {
        NOTHING("nothing"),
        ONE_BATCH("at most the one batch that was not recorded"),
        WHOLE_SEQUENCE("the whole sequence, when it is asked for again");

        private final String text;

        Again(String text) {
            this.text = text;
        }
    }

    Point(Work work, Step step, Again again) {
        this.work = work;
        this.step = step;
        this.again = again;
    }

    Work work() {
        return work;
    }

    Step step() {
        return step;
    }

    Again again() {
        return again;
    }

    /** As the documentation shows it. */
    String row() {
        return "| " + work.text() + " | " + step.text() + " | " + again.text + " |\n";
    }
}
