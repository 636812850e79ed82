package org.hermescdc.store;

import org.hermescdc.core.HermesException;

/** The cache cannot be read or written; the message names the file or directory and what stands there now. */
public class StoreException extends HermesException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
