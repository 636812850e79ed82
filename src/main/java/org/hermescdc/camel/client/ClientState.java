package org.hermescdc.camel.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.store.FileKind;
import org.hermescdc.store.Store;
import org.hermescdc.store.Table;

/** The client's state file: where it is on the bus, and what it told last (spec/05, {@code _hermes-client-<NAME>}). */
final class ClientState {

    private static final String INIT_START = "initstartoffset";
    private static final String INIT_STOP = "initstopoffset";
    private static final String NEXT = "nextoffset";
    private static final String QUEUE_ERRORS = "queueErrors";
    private static final String WARNINGS = "datamodelWarnings";
    private static final String EXCEPTION = "exception";

    /** Only there while an event is being processed, so never in a saved file. */
    private static final String IN_FLIGHT = "inFlight";

    /** Only there while a local type has files, but no remote type. */
    private static final String LEFT_KEYS = "leftKeys";

    private final Table<String, Object> fields;

    /** The mark as last asked for, and the value in the table that it was made of. */
    private Object inFlightTree;

    private Optional<InFlight> inFlight = Optional.empty();

    ClientState(Store store, String application) {
        fields = store.fields("_" + application, FileKind.STATE);
    }

    boolean exists() {
        return fields.exists();
    }

    Position position() {
        return new Position((Long) fields.get(INIT_START), (Long) fields.get(INIT_STOP), (Long) fields.get(NEXT));
    }

    /** Sets the position; the first time all other fields too, so that the file has them. */
    void position(Update update, Position position) {
        if (!fields.exists()) {
            update.unit().put(fields, QUEUE_ERRORS, Map.of());
            update.unit().put(fields, WARNINGS, Map.of());
            update.unit().put(fields, EXCEPTION, null);
        }
        update.unit().put(fields, INIT_START, position.initStart());
        update.unit().put(fields, INIT_STOP, position.initStop());
        update.unit().put(fields, NEXT, position.next());
    }

    Optional<InFlight> inFlight() {
        Object tree = fields.get(IN_FLIGHT);
        if (tree != inFlightTree) {
            inFlightTree = tree;
            inFlight = Optional.ofNullable(tree).map(InFlight::fromTree);
        }
        return inFlight;
    }

    void inFlight(Update update, InFlight mark) {
        update.unit().put(fields, IN_FLIGHT, mark.toTree());
    }

    /** Nothing is in flight any more. */
    void landed(Update update) {
        update.unit().remove(fields, IN_FLIGHT);
    }

    /** Moves past the message in flight. */
    void past(Update update, long next) {
        update.unit().put(fields, NEXT, next);
        landed(update);
    }

    /** What was last told about the error queue: number of the entry → what is wrong with which object. */
    Object queueErrors() {
        return told(QUEUE_ERRORS);
    }

    void queueErrors(Update update, Map<String, Object> errors) {
        update.unit().put(fields, QUEUE_ERRORS, errors);
    }

    Object warnings() {
        return told(WARNINGS);
    }

    void warnings(Update update, Map<String, Object> warnings) {
        update.unit().put(fields, WARNINGS, warnings);
    }

    /** The exception that keeps the client from making progress; empty when there is none. */
    Optional<String> exception() {
        return Optional.ofNullable(fields.get(EXCEPTION)).map(Object::toString);
    }

    void exception(Update update, String text) {
        update.unit().put(fields, EXCEPTION, text);
    }

    /**
     * Of local types whose remote type left the schema: the remote key attributes that their objects have; by local type.
     */
    Map<String, List<String>> leftKeys() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        if (fields.get(LEFT_KEYS) instanceof Map<?, ?> tree) {
            tree.forEach((type, names) -> keys.put(
                    (String) type,
                    ((List<?>) names).stream().map(String.class::cast).toList()));
        }
        return keys;
    }

    void leftKeys(Update update, Map<String, List<String>> keys) {
        if (keys.isEmpty()) {
            update.unit().remove(fields, LEFT_KEYS);
        } else {
            update.unit().put(fields, LEFT_KEYS, keys);
        }
    }

    private Object told(String field) {
        Object value = fields.get(field);
        return value == null ? Map.of() : value;
    }
}
