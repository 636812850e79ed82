package org.hermescdc.plugin.handler.webservice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.template.Undefined;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.ObjectLookup;

/** What the templates of a call know of its event, and of other objects. */
final class EventContext {

    private EventContext() {}

    /** @throws HandlerException if an object that is looked up is not there */
    static Map<String, Object> of(HandlerCall event, Map<String, CallTemplate.Lookup> lookups, ObjectLookup objects) {
        Map<String, Object> context = of(event);
        lookups.forEach((name, lookup) -> context.put(name, object(lookup, context, objects)));
        return context;
    }

    private static Map<String, Object> of(HandlerCall event) {
        Entry object = event.newObject() == null ? event.cachedObject() : event.newObject();
        Map<String, Object> context = new HashMap<>(object.toMap());
        context.put("_key", event.key().value());
        context.put("_event", event.event().word());
        context.put(
                "_old",
                event.cachedObject() == null ? Map.of() : event.cachedObject().toMap());
        context.put("_added", event.delta().added().toMap());
        context.put("_modified", event.delta().modified().toMap());
        context.put("_removed", List.copyOf(event.delta().removed()));
        return context;
    }

    private static Map<String, Object> object(
            CallTemplate.Lookup lookup, Map<String, Object> context, ObjectLookup objects) {
        Object key = lookup.key().render(context);
        if (key == null || key instanceof Undefined) {
            throw new HandlerException("the key " + lookup.key().text() + " has no value");
        }
        return objects.object(lookup.type(), Key.of(key))
                .map(Entry::toMap)
                .orElseThrow(() -> new HandlerException(
                        lookup.type() + "[" + key + "], which the call needs, is not among the client's objects"));
    }
}
