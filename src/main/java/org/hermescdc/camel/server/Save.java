package org.hermescdc.camel.server;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.camel.observe.Sizes;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.model.Values;
import org.hermescdc.ops.Notification;
import org.hermescdc.ops.Notifier;
import org.hermescdc.store.UnitOfWork;

/** The end of a cycle, good or bad: the state of the server is saved, and changes of it are told once (spec/02, 08). */
public final class Save {

    private final String application;
    private final ServerCache cache;
    private final DataErrors dataErrors;
    private final Notifier notifier;
    private volatile ServerState state;
    private volatile Map<String, Map<String, Object>> warnings = Map.of();
    private volatile Sizes sizes = Sizes.NONE;

    Save(String application, ServerCache cache, Notifier notifier) {
        this.application = application;
        this.cache = cache;
        this.dataErrors = new DataErrors(cache);
        this.notifier = notifier;
        this.state = cache.state();
    }

    /** The state as last saved; may be asked by any thread. */
    ServerState state() {
        return state;
    }

    /** Ends a successful cycle: {@code lastUpdate} moves, data errors are told, a past exception is no more. */
    public void save(Cycle cycle) {
        warnings = dataErrors.warnings(cycle);
        ServerState before = state;
        ServerState after = new ServerState(cycle.start(), dataErrors.errors(cycle), null);
        UnitOfWork unit = cache.setState(new UnitOfWork(), after);
        cache.types().forEach(type -> unit.create(cache.table(type.name())));
        cache.doubts().endAllBut(unit, untrusted(cycle));
        cache.store().save(unit);
        state = after;
        sizes = entries();
        tellErrors(before, after);
        tellException(before, after);
    }

    /** Objects that the cycle did not look at: what clients know of them is as it was. */
    private static Set<ObjectId> untrusted(Cycle cycle) {
        Set<ObjectId> objects = new HashSet<>();
        for (TypeCycle type : cycle.getTypes()) {
            type.inconsistencies().forEach(key -> objects.add(new ObjectId(type.getName(), key)));
            type.conflicts().forEach(key -> objects.add(new ObjectId(type.getName(), key)));
        }
        return objects;
    }

    /**
     * Ends a failed cycle: what was acknowledged and committed is saved, the exception is told once.
     *
     * @param message what failed, for an operator
     */
    public void fail(String message) {
        ServerState before = state;
        ServerState after = before.withException(message);
        state = after;
        tellException(before, after);
        cache.store().save(cache.setState(new UnitOfWork(), after));
    }

    /** Ends the work of the server: all that was done is in the cache files. */
    public void stop() {
        cache.store().save(cache.setState(new UnitOfWork(), state));
    }

    /** What constraints dropped in the last successful cycle: type → kind → entries; may be asked by any thread. */
    Map<String, Map<String, Object>> warnings() {
        return warnings;
    }

    /** How many entries there are, as of the last successful cycle; may be asked by any thread. */
    Sizes sizes() {
        return sizes;
    }

    private Sizes entries() {
        Map<String, Integer> entries = new HashMap<>();
        cache.types()
                .forEach(type ->
                        entries.put(type.name(), cache.table(type.name()).size()));
        return new Sizes(entries, Map.of(), Optional.empty());
    }

    private void tellErrors(ServerState before, ServerState after) {
        String previous = text(before.errors());
        String current = text(after.errors());
        if (!previous.equals(current)) {
            boolean none = after.errors().isEmpty();
            notifier.tell(new Notification(
                    application,
                    none ? "no more data errors" : "data errors met",
                    none
                            ? "The sources agree again on every entry."
                            : "The sources contradict themselves on some entries, which keep the values of the cache.",
                    previous,
                    current));
        }
    }

    private void tellException(ServerState before, ServerState after) {
        if (after.exception() != null && !after.exception().equals(before.exception())) {
            notifier.tell(new Notification(
                    application,
                    "unhandled exception",
                    "The cycle failed; the next one carries on from what was acknowledged.",
                    orEmpty(before.exception()),
                    after.exception()));
        } else if (after.exception() == null && before.exception() != null) {
            notifier.tell(new Notification(
                    application, "no more unhandled exception", "The cycle succeeded.", before.exception(), ""));
        }
    }

    private static String text(Map<String, Object> errors) {
        return errors.isEmpty() ? "" : ValueJson.lines(Values.normalize(errors));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
