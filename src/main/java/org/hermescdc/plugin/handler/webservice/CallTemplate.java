package org.hermescdc.plugin.handler.webservice;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateTree;
import org.hermescdc.core.template.Undefined;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.ObjectLookup;

/**
 * One call of the configuration, for one type and event.
 *
 * @param lookups variable → the other object of the client's cache that it stands for
 * @param body empty for a call without one
 * @param success the codes that mean success; empty for each from 200 to 299
 * @param doneOnRetry the codes that mean, on a retry, that an earlier try had succeeded
 */
record CallTemplate(
        String method,
        Address address,
        Template path,
        Map<String, Lookup> lookups,
        Map<String, Template> headers,
        Optional<TemplateTree> body,
        Set<Long> success,
        Set<Long> doneOnRetry) {

    /** @param key template for the key of the object */
    record Lookup(String type, Template key) {}

    /** A call with its values. */
    record Rendered(String method, URI address, Map<String, String> headers, Optional<String> json) {}

    /** The attributes that the templates use. */
    Set<String> attributes() {
        Set<String> names = new TreeSet<>(path.variables());
        headers.values().forEach(template -> names.addAll(template.variables()));
        body.ifPresent(tree -> names.addAll(tree.variables()));
        lookups.values().forEach(lookup -> names.addAll(lookup.key().variables()));
        names.removeAll(lookups.keySet());
        names.removeIf(name -> name.startsWith("_"));
        return names;
    }

    /** @throws HandlerException if an object that is looked up is not there, or a template cannot be rendered */
    Rendered render(HandlerCall call, ObjectLookup objects) {
        Map<String, Object> context = context(call);
        lookups.forEach((name, lookup) -> context.put(name, object(lookup, context, objects)));
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach((name, template) -> {
            Object value = template.render(context);
            if (!(value instanceof Undefined)) {
                texts.put(name, String.valueOf(value));
            }
        });
        return new Rendered(
                method,
                address.of(context),
                texts,
                body.map(tree -> tree.render(context)).map(JsonBody::of));
    }

    /** Whether a code counts as success. */
    boolean accepts(int code, boolean retry) {
        boolean good = success.isEmpty() ? code >= 200 && code < 300 : success.contains((long) code);
        return good || retry && doneOnRetry.contains((long) code);
    }

    private static Map<String, Object> context(HandlerCall call) {
        Entry object = call.newObject() == null ? call.cachedObject() : call.newObject();
        Map<String, Object> context = new HashMap<>(object.toMap());
        context.put("_key", call.key().value());
        context.put("_event", call.event().word());
        context.put(
                "_old",
                call.cachedObject() == null ? Map.of() : call.cachedObject().toMap());
        context.put("_added", call.delta().added().toMap());
        context.put("_modified", call.delta().modified().toMap());
        context.put("_removed", java.util.List.copyOf(call.delta().removed()));
        return context;
    }

    private static Map<String, Object> object(Lookup lookup, Map<String, Object> context, ObjectLookup objects) {
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
