package org.hermescdc.core.translate;

import org.hermescdc.core.HermesException;

/** A template of the client's datamodel could not be rendered for an object. */
public class TranslationException extends HermesException {

    private static final long serialVersionUID = 1L;

    private final String localType;
    private final String attribute;

    /** @param attribute the local attribute whose template failed */
    public TranslationException(String localType, String attribute, Throwable cause) {
        super("template of " + localType + "." + attribute + " cannot be rendered: " + cause.getMessage(), cause);
        this.localType = localType;
        this.attribute = attribute;
    }

    public String localType() {
        return localType;
    }

    public String attribute() {
        return attribute;
    }
}
