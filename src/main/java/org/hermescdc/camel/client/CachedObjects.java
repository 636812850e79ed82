package org.hermescdc.camel.client;

import java.util.List;
import java.util.Optional;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.ObjectLookup;

/** The local objects as handlers look them up. */
final class CachedObjects implements ObjectLookup {

    private final ClientCache cache;

    CachedObjects(ClientCache cache) {
        this.cache = cache;
    }

    @Override
    public Optional<Entry> object(String type, Key key) {
        return cache.collections().find(type, key);
    }

    @Override
    public List<Entry> objects(String type) {
        Twins twins = cache.collections().local(type);
        if (twins == null) {
            return List.of();
        }
        Collection plain = twins.plain();
        return plain.keys().stream().map(key -> plain.find(key).kept()).toList();
    }
}
