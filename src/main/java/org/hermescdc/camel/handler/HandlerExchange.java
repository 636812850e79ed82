package org.hermescdc.camel.handler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerName;

/**
 * A handler call as a message for a route, and back. The body is the object as a map (the new one, or the cached one
 * after trashed and removed); the rest stands in headers. Their names begin with {@code Camel}, so that no connector
 * sends them to a target by itself: attributes may be secret.
 */
public final class HandlerExchange {

    /** The local type, text. */
    public static final String TYPE = "CamelHermesType";

    /** The word of the event: added, recycled, modified, trashed, removed. */
    public static final String EVENT = "CamelHermesEvent";

    /** The value of the object's key; a list for a composite one. */
    public static final String KEY = "CamelHermesKey";

    /**
     * The attributes of the event: for added and recycled a map of all; for modified the maps {@code added}, {@code
     * modified} and {@code removed} (its values null); else an empty map.
     */
    public static final String ATTRIBUTES = "CamelHermesAttributes";

    /** The object before the event, a map; not there for added and recycled. */
    public static final String CACHED_OBJECT = "CamelHermesCachedObject";

    /** The names of the secret attributes, a set. */
    public static final String SECRETS = "CamelHermesSecrets";

    private HandlerExchange() {}

    /** Writes {@code call} into {@code message}. */
    static void write(HandlerCall call, Message message) {
        message.setBody(map(call.newObject() != null ? call.newObject() : call.cachedObject()));
        message.setHeader(TYPE, call.type());
        message.setHeader(EVENT, call.event().word());
        message.setHeader(KEY, plain(call.key().value()));
        message.setHeader(ATTRIBUTES, attributes(call));
        message.setHeader(SECRETS, call.secrets());
        if (call.cachedObject() != null) {
            message.setHeader(CACHED_OBJECT, map(call.cachedObject()));
        }
    }

    /** Reads back what a route passes on: what it changed in body and headers counts. */
    @SuppressWarnings("unchecked")
    static HandlerCall read(HandlerName name, Exchange exchange, HandlerContext context) {
        Message message = exchange.getMessage();
        HandlerEvent event = name.event();
        Entry body = Entry.of(message.getBody(Map.class));
        Map<String, Object> cached = message.getHeader(CACHED_OBJECT, Map.class);
        return new HandlerCall(
                name.type(),
                event,
                Key.of(message.getHeader(KEY)),
                delta(event, message.getHeader(ATTRIBUTES, Map.of(), Map.class)),
                event.hasNewObject() ? body : null,
                event.hasCachedObject() ? Entry.of(cached) : null,
                message.getHeader(SECRETS, Set.of(), Set.class),
                context);
    }

    private static Map<String, Object> attributes(HandlerCall call) {
        EntryDelta delta = call.delta();
        if (call.event() != HandlerEvent.MODIFIED) {
            return map(delta.added());
        }
        Map<String, Object> removed = new LinkedHashMap<>();
        delta.removed().forEach(name -> removed.put(name, null));
        Map<String, Object> groups = new LinkedHashMap<>();
        groups.put("added", map(delta.added()));
        groups.put("modified", map(delta.modified()));
        groups.put("removed", removed);
        return groups;
    }

    @SuppressWarnings("unchecked")
    private static EntryDelta delta(HandlerEvent event, Map<String, Object> attributes) {
        if (event != HandlerEvent.MODIFIED) {
            return new EntryDelta(Entry.of(attributes), Entry.EMPTY, Set.of());
        }
        Map<String, Map<String, Object>> groups = (Map<String, Map<String, Object>>) (Map<?, ?>) attributes;
        return new EntryDelta(
                Entry.of(groups.getOrDefault("added", Map.of())),
                Entry.of(groups.getOrDefault("modified", Map.of())),
                groups.getOrDefault("removed", Map.of()).keySet());
    }

    static Map<String, Object> map(Entry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        entry.toMap().forEach((name, value) -> map.put(name, plain(value)));
        return map;
    }

    /** Connectors know byte arrays, and not our {@link Bytes}. */
    private static Object plain(Object value) {
        if (value instanceof Bytes bytes) {
            return bytes.toArray();
        }
        return value instanceof List<?> list
                ? list.stream().map(HandlerExchange::plain).toList()
                : value;
    }
}
