package org.hermescdc.core;

/**
 * The parent of all errors that Hermes raises itself. The message is for an operator: what failed, where, what was found
 * and expected, what happens next. Subclasses carry their identifiers as fields. A message never holds a secret.
 */
public class HermesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public HermesException(String message) {
        super(message);
    }

    public HermesException(String message, Throwable cause) {
        super(message, cause);
    }
}
