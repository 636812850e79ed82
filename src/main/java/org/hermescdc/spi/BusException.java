package org.hermescdc.spi;

import org.hermescdc.core.HermesException;

/** The message bus could not be reached, refused a message, or no longer has what was asked for. */
public class BusException extends HermesException {

    private static final long serialVersionUID = 1L;

    private final int acknowledged;
    private final int sent;

    public BusException(String message) {
        this(message, null);
    }

    public BusException(String message, Throwable cause) {
        this(message, 0, cause);
    }

    /**
     * A batch that failed, with any of its later events on the bus or not.
     *
     * @param acknowledged how many events of the batch, from its start, are known to be on the bus
     */
    public BusException(String message, int acknowledged, Throwable cause) {
        this(message, acknowledged, Integer.MAX_VALUE, cause);
    }

    /**
     * A batch that failed.
     *
     * @param acknowledged how many events of the batch, from its start, are known to be on the bus
     * @param sent how many, from its start, may be there: those behind them are known not to be
     */
    public BusException(String message, int acknowledged, int sent, Throwable cause) {
        super(message, cause);
        this.acknowledged = acknowledged;
        this.sent = sent;
    }

    public int acknowledged() {
        return acknowledged;
    }

    /** How many events of the batch, from its start, may be on the bus; it may be more than there are. */
    public int sent() {
        return sent;
    }
}
