package org.hermescdc.camel.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.core.model.Values;
import org.hermescdc.core.translate.Datamodel;
import org.hermescdc.store.Document;
import org.hermescdc.store.FileKind;
import org.hermescdc.store.Store;

/**
 * The configuration that the caches were built with (spec/05, {@code _hermesconfig}). While a change of the datamodel is
 * under way the file says so: whatever the configuration of the next start is, it compares all objects then.
 */
final class KeptConfig {

    /** The name of the document. */
    static final String NAME = "_hermesconfig";

    private static final String UNDER_WAY = "hermes-datamodel-change";

    private final Document document;
    private final ClientConfig config;

    KeptConfig(Store store, ClientConfig config) {
        this.document = store.document(NAME, FileKind.PRIVATE_STATE);
        this.config = config;
    }

    boolean exists() {
        return document.value().isPresent();
    }

    /** Whether the caches were built, to the end, with the datamodel of the configuration. */
    boolean isCurrent() {
        Optional<Map<String, Object>> kept = kept();
        return kept.isPresent()
                && !kept.get().containsKey(UNDER_WAY)
                && tree(kept.get()).equals(tree(config.effective()));
    }

    /** Whether a start with another effective configuration would compare all objects. */
    boolean differsFrom(Map<String, Object> effective) {
        return kept().map(kept -> kept.containsKey(UNDER_WAY) || !tree(kept).equals(tree(effective)))
                .orElse(true);
    }

    /** The datamodel that the caches were built with; that of the configuration, if no other is known. */
    Datamodel datamodel() {
        return kept().filter(kept -> !tree(kept).equals(tree(config.effective())))
                .map(config.keptDatamodel())
                .orElse(config.datamodel());
    }

    /** Objects begin to change, but local types are still the old ones. */
    void begin(Update update) {
        kept().ifPresent(kept -> mark(update, kept));
    }

    /** Local types are those of the configuration, but not yet all of their objects. */
    void goOver(Update update) {
        mark(update, config.effective());
    }

    /** Everything is as the configuration says. */
    void keep(Update update) {
        update.unit().set(document, config.effective());
    }

    private void mark(Update update, Map<String, Object> kept) {
        Map<String, Object> marked = new LinkedHashMap<>(kept);
        marked.put(UNDER_WAY, "under way");
        update.unit().set(document, marked);
    }

    @SuppressWarnings("unchecked")
    private Optional<Map<String, Object>> kept() {
        return document.value().filter(Map.class::isInstance).map(value -> (Map<String, Object>) value);
    }

    private static Object tree(Map<String, Object> file) {
        Object section = file.get("hermes-client");
        Object datamodel = section instanceof Map<?, ?> client ? client.get("datamodel") : null;
        return Values.normalize(datamodel == null ? Map.of() : datamodel);
    }
}
