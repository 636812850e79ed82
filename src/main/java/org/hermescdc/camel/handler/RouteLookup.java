package org.hermescdc.camel.handler;

import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.ObjectLookup;

/** The bean {@code lookup} of handler routes: the client's local objects, as maps (see {@link ObjectLookup}). */
public final class RouteLookup {

    private final ObjectLookup lookup;

    RouteLookup(ObjectLookup lookup) {
        this.lookup = lookup;
    }

    /** The object of a local type, also one in the trashbin; null if there is none. */
    public Map<String, Object> object(String type, Object key) {
        return lookup.object(type, Key.of(key)).map(HandlerExchange::map).orElse(null);
    }

    /** All objects of a local type, without those in the trashbin. */
    public List<Map<String, Object>> objects(String type) {
        return lookup.objects(type).stream().map(HandlerExchange::map).toList();
    }
}
