package org.hermescdc.camel.handler;

import java.util.List;
import org.hermescdc.core.HermesException;

/** A client plugin has handlers that would never be called, or not as they expect: an error of configuration (exit 78). */
public class WrongHandlersException extends HermesException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** @param problems one line each: which handler, what is wrong with it, which names are right */
    public WrongHandlersException(String plugin, List<String> problems) {
        super("client plugin '" + plugin + "': " + String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
