package org.hermescdc.camel.server;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The content of {@code _hermes-server} (spec/05).
 *
 * @param lastUpdate when the last successful cycle began; null if there was none
 * @param errors type → {@code error} → kind → list of entries
 * @param exception why the last cycle failed; null if it did not
 */
public record ServerState(LocalDateTime lastUpdate, Map<String, Object> errors, String exception) {

    static final ServerState INITIAL = new ServerState(null, Map.of(), null);

    @SuppressWarnings("unchecked")
    static ServerState fromTree(Map<String, Object> tree) {
        return new ServerState(
                (LocalDateTime) tree.get("lastUpdate"),
                tree.get("errors") instanceof Map<?, ?> errors ? (Map<String, Object>) errors : Map.of(),
                (String) tree.get("exception"));
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("errors", errors);
        tree.put("exception", exception);
        tree.put("lastUpdate", lastUpdate);
        return tree;
    }

    /** Kind → entries, for one data type. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> errorsOf(String type) {
        return errors.get(type) instanceof Map<?, ?> levels ? (Map<String, Object>) levels.get("error") : Map.of();
    }

    ServerState withException(String text) {
        return new ServerState(lastUpdate, errors, text);
    }
}
