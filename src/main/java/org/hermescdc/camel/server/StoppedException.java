package org.hermescdc.camel.server;

import org.hermescdc.core.HermesException;

/** A stop was requested: the cycle ends here, and the rest of its changes is sent after the next start. */
final class StoppedException extends HermesException {

    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("stopped between two events");
    }
}
