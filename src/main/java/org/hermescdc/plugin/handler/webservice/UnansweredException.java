package org.hermescdc.plugin.handler.webservice;

import org.hermescdc.spi.HandlerException;

/** A request got no answer. */
final class UnansweredException extends HandlerException {

    private static final long serialVersionUID = 1L;

    private final boolean sent;

    /** @param sent whether the service may have got the request, and done it */
    UnansweredException(String message, boolean sent, Throwable cause) {
        super(message, cause);
        this.sent = sent;
    }

    boolean mayBeDone() {
        return sent;
    }
}
