package org.hermescdc.matrix;

import java.util.Map;

/** A message bus, empty at the start of a run. */
abstract class Bus extends Part {

    /** Kind of bus → {@code settings}, for the server. */
    abstract Map<String, Object> forServer();

    /** Kind of bus → {@code settings}, for the client. */
    abstract Map<String, Object> forClient();
}
