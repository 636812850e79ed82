package org.hermescdc.core.template;

import org.hermescdc.core.HermesException;

/** A template that cannot be compiled or rendered. */
public class TemplateException extends HermesException {

    private static final long serialVersionUID = 1L;

    private final String category;

    /** @param category the class of the error: {@code syntax}, {@code undefined}, {@code type}, … (vectors/jinja) */
    public TemplateException(String category, String message) {
        this(category, message, null);
    }

    public TemplateException(String category, String message, Throwable cause) {
        super(message, cause);
        this.category = category;
    }

    public String category() {
        return category;
    }
}
