package org.hermescdc.spi;

import java.util.Map;
import java.util.Set;

/**
 * A client plugin: applies changes of local objects to one target (spec/07, "Clients").
 *
 * <p>Its handlers are public methods named {@code on_<Type>_<event>} or marked with {@link On}; each takes any of {@link
 * org.hermescdc.core.model.Key}, {@link HandlerCall}, {@link HandlerContext}, and by parameter name {@code attrs}, {@code
 * newObject}, {@code cachedObject}. An exception is the failure of the event, which then waits in the error queue. All
 * calls come from one thread.
 */
public interface EventHandler extends Plugin, AutoCloseable {

    /** The local types and attributes that the plugin cannot do without; checked when the configuration is loaded. */
    default Map<String, Set<String>> requiredAttributes() {
        return Map.of();
    }

    /** Called once, with valid settings, before the first event. Need not reach the target yet. */
    void start(Settings settings, ObjectLookup lookup);

    /** Called after each save of the client's cache, and at its stop. An exception ends the client. */
    default void onSave() {}

    @Override
    default void close() {}
}
