package org.hermescdc.camel;

import org.hermescdc.core.HermesException;

/** An error that no retry can mend: the program ends, and an operator has to act. */
public final class FatalException extends HermesException {

    private static final long serialVersionUID = 1L;

    public FatalException(String message, Throwable cause) {
        super(message, cause);
    }
}
