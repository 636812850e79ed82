package org.hermescdc.plugin.handler.webservice;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.Truth;

/**
 * One call of the configuration, for one type and event.
 *
 * @param when whether the call is made at all; empty for always
 * @param lookups variable → the other object of the client's cache that it stands for
 * @param doneOnRetry when the answer to a retry means that an earlier try had succeeded
 * @param check what is asked before a retry
 */
record CallTemplate(
        RequestTemplate request,
        Optional<Template> when,
        Map<String, Lookup> lookups,
        Condition success,
        Condition doneOnRetry,
        Optional<Check> check) {

    /** @param key template for the key of the object */
    record Lookup(String type, Template key) {}

    /**
     * A request that changes nothing, and tells whether something is there.
     *
     * @param doneWhenThere whether the call has been done when it is there; else when it is gone
     */
    record Check(RequestTemplate request, Condition there, Condition gone, boolean doneWhenThere) {}

    boolean applies(Map<String, ?> context) {
        return when.isEmpty() || Truth.of(when.get().render(context));
    }

    /** The attributes of the object that the templates use. */
    Set<String> attributes() {
        Set<String> names = request.variables();
        when.ifPresent(template -> names.addAll(variables(template)));
        success.test().ifPresent(template -> names.addAll(variables(template)));
        doneOnRetry.test().ifPresent(template -> names.addAll(variables(template)));
        check.ifPresent(asked -> {
            names.addAll(asked.request().variables());
            asked.there().test().ifPresent(template -> names.addAll(variables(template)));
            asked.gone().test().ifPresent(template -> names.addAll(variables(template)));
        });
        lookups.values().forEach(lookup -> names.addAll(variables(lookup.key())));
        names.removeAll(lookups.keySet());
        names.removeIf(name -> name.startsWith("_"));
        return names;
    }

    /** The variables of a template; a plain text stands for itself here. */
    static Set<String> variables(Template template) {
        return template.isPlain() ? Set.of() : template.variables();
    }
}
