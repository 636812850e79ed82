package org.hermescdc.camel.server;

import org.hermescdc.core.HermesException;

/** A request that cannot be served now; nothing was done, and the server goes on. */
public final class RefusedException extends HermesException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
