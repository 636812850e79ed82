package org.hermescdc.camel.server;

import org.hermescdc.core.HermesException;

/** An error that no retry can mend: the server ends, and an operator has to act. */
public final class FatalException extends HermesException {

    private static final long serialVersionUID = 1L;

    FatalException(String message) {
        super(message);
    }
}
