package org.hermescdc.camel.client;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.spi.HandledType;
import org.hermescdc.store.FileStore;

/** The local types that handlers may be named for. */
public final class NamedTypes {

    private NamedTypes() {}

    /**
     * Those of the datamodel, those that the plugin tells it handles, and those of the datamodel that the caches were built
     * with: their objects may have to be removed yet. The cache is only looked at, and need not be there.
     */
    public static Set<String> of(ClientConfig config) {
        Set<String> types = new TreeSet<>(config.datamodel().types().keySet());
        config.handled().stream().map(HandledType::name).forEach(types::add);
        kept(config.hermes())
                .map(kept -> inner(inner(kept, "hermes-client"), "datamodel"))
                .filter(Map.class::isInstance)
                .ifPresent(datamodel -> ((Map<?, ?>) datamodel).keySet().forEach(type -> types.add((String) type)));
        return types;
    }

    /** A database is not asked: nothing is connected for a check. */
    private static Optional<Object> kept(HermesConfig config) {
        HermesConfig.Cache cache = config.cache();
        return cache.backend() == HermesConfig.Cache.Backend.FILES
                ? FileStore.peek(
                        new FileStore.Options(
                                cache.directory(), config.umask(), cache.compression(), cache.backupCount()),
                        KeptConfig.NAME)
                : Optional.empty();
    }

    private static Object inner(Object section, String key) {
        Object value = section instanceof Map<?, ?> map ? map.get(key) : null;
        return value == null ? Map.of() : value;
    }
}
