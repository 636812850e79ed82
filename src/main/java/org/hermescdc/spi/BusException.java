package org.hermescdc.spi;

import org.hermescdc.core.HermesException;

/** The message bus could not be reached, refused a message, or no longer has what was asked for. */
public class BusException extends HermesException {

    private static final long serialVersionUID = 1L;

    private final int acknowledged;

    public BusException(String message) {
        this(message, null);
    }

    public BusException(String message, Throwable cause) {
        this(message, 0, cause);
    }

    /** @param acknowledged how many events of the batch, from its start, are known to be on the bus */
    public BusException(String message, int acknowledged, Throwable cause) {
        super(message, cause);
        this.acknowledged = acknowledged;
    }

    public int acknowledged() {
        return acknowledged;
    }
}
