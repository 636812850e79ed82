package org.hermescdc.spi;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A client plugin: applies changes of local objects to one target (spec/07, "Clients").
 *
 * <p>Its handlers are public methods named {@code on_<Type>_<event>} or marked with {@link On}. Each takes any of these
 * parameters, in any order:
 *
 * <table>
 * <caption>Parameters of a handler</caption>
 * <tr><th>parameter</th><th>receives</th></tr>
 * <tr><td>{@link org.hermescdc.core.model.Key}, any name</td><td>the object's key</td></tr>
 * <tr><td>{@link org.hermescdc.core.diff.EntryDelta}, any name</td><td>the attributes of the event</td></tr>
 * <tr><td>{@link org.hermescdc.core.model.Entry} {@code newObject}</td><td>the object after an added, recycled or
 * modified</td></tr>
 * <tr><td>{@link org.hermescdc.core.model.Entry} {@code cachedObject}</td><td>the object before a modified, trashed or
 * removed</td></tr>
 * <tr><td>{@link HandlerContext}, any name</td><td>steps and retry flags</td></tr>
 * <tr><td>{@link HandlerCall}, any name</td><td>all of this, with type and event</td></tr>
 * </table>
 *
 * <p>A method that looks like a handler but fits no type, event or parameter is an error at start-up. An exception is the
 * failure of the event, which then waits in the error queue with its message. All calls come from one thread.
 */
public interface EventHandler extends Plugin, AutoCloseable {

    /**
     * The local types that the plugin handles, and what each needs; the datamodel is checked against them when the
     * configuration is loaded. Empty for a plugin that takes whatever types the datamodel has.
     *
     * @param settings valid, defaults filled in
     */
    default List<HandledType> types(Settings settings) {
        return List.of();
    }

    /**
     * What is wrong with a client's datamodel beside what {@link #types} needs, for example attributes that the target
     * cannot have; told when the configuration is loaded.
     *
     * @param settings valid, defaults filled in
     * @param datamodel mapped local types, and the local attributes of each
     */
    default List<HandledType.Lack> problems(Settings settings, Map<String, Set<String>> datamodel) {
        return List.of();
    }

    /** Called once, with valid settings, before the first event. Need not reach the target yet. */
    void start(Settings settings, ObjectLookup lookup);

    /** Called after each save of the client's cache, and at its stop. An exception ends the client. */
    default void onSave() {}

    @Override
    default void close() {}
}
