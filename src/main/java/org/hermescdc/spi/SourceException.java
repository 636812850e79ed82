package org.hermescdc.spi;

import org.hermescdc.core.HermesException;

/** A source could not be reached, refused a query, or gave an answer that cannot be trusted. */
public class SourceException extends HermesException {

    private static final long serialVersionUID = 1L;

    private final String source;

    /** @param source the name of the source in the configuration */
    public SourceException(String source, String message, Throwable cause) {
        super("datasource '" + source + "': " + message, cause);
        this.source = source;
    }

    public String source() {
        return source;
    }
}
