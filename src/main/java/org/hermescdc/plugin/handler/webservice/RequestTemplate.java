package org.hermescdc.plugin.handler.webservice;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.Undefined;
import org.hermescdc.spi.HandlerException;

/** A request of the configuration. */
record RequestTemplate(String method, Address address, Map<String, Template> headers, Optional<Body> body) {

    /** A request with its values. */
    record Request(String method, URI address, Map<String, String> headers, Optional<Body.Payload> payload) {}

    Set<String> variables() {
        Set<String> names = new TreeSet<>(address.variables());
        headers.values().forEach(template -> names.addAll(CallTemplate.variables(template)));
        body.ifPresent(templates -> names.addAll(templates.templates().rendered()));
        return names;
    }

    /** @throws HandlerException if it cannot be made from {@code context} */
    Request render(Map<String, ?> context) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach((name, template) -> {
            Object value = template.render(context);
            if (!(value instanceof Undefined)) {
                texts.put(name, String.valueOf(value));
            }
        });
        return new Request(method, address.of(context), texts, body.map(templates -> templates.render(context)));
    }

    /** Without values: an address may hold some that are secret. */
    @Override
    public String toString() {
        return method + " " + address;
    }
}
