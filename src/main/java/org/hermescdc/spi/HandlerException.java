package org.hermescdc.spi;

import org.hermescdc.core.HermesException;

/**
 * An event could not be applied to the target. The message is what operators see in the error queue and in mails: what
 * was tried, on what, and what the target answered; never the value of a secret attribute.
 */
public class HandlerException extends HermesException {

    private static final long serialVersionUID = 1L;

    public HandlerException(String message) {
        super(message);
    }

    public HandlerException(String message, Throwable cause) {
        super(message, cause);
    }
}
