package org.hermescdc.plugin.handler.kadmin;

import org.hermescdc.spi.HandlerException;

/** The realm could not be read or changed. */
final class KadminFailure extends HandlerException {

    private static final long serialVersionUID = 1L;

    /** What is known of the change that failed. */
    enum Outcome {
        /** Nothing was changed. */
        NOT_DONE,
        /** Nothing was changed: the new principal is there already. */
        EXISTS,
        /** Nothing was changed: the principal is not there. */
        MISSING,
        /** Perhaps it was done. */
        UNKNOWN
    }

    private final Outcome outcome;

    KadminFailure(Outcome outcome, String message) {
        super(message);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
