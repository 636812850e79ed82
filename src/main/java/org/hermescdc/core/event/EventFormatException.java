package org.hermescdc.core.event;

import org.hermescdc.core.HermesException;

/** A text that is no event of ours. The message tells what is wrong and never holds attribute values. */
public class EventFormatException extends HermesException {

    private static final long serialVersionUID = 1L;

    public EventFormatException(String message) {
        super(message);
    }

    public EventFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
