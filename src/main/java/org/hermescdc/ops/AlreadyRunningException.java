package org.hermescdc.ops;

import java.nio.file.Path;
import org.hermescdc.core.HermesException;

/** Another instance holds a lock that this one needs. */
public final class AlreadyRunningException extends HermesException {

    private static final long serialVersionUID = 1L;

    AlreadyRunningException(String application, Path lock) {
        super(application + ": another instance is running: it holds " + lock
                + ". Stop it first, or give this one a directory and a cache of its own");
    }
}
