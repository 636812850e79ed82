package org.hermescdc.core.translate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.template.Template;

/**
 * A type of a client's datamodel: what it is made from, and how (spec/04, "From remote event to local events").
 *
 * @param remoteType the server's type that it is made from ({@code hermesType})
 * @param text template for the text of an object in messages
 * @param attributes local attribute → the remote attribute's name as a plain template, or a template
 */
public record LocalType(String name, String remoteType, Optional<Template> text, Map<String, Template> attributes) {

    public LocalType {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The remote attributes that feed {@code localAttribute}; none for a static template. */
    public Set<String> remoteAttributes(String localAttribute) {
        return variables(attributes.get(localAttribute));
    }

    /** All remote attributes that the type uses, sorted. */
    public Set<String> remoteAttributes() {
        Set<String> names = new TreeSet<>();
        attributes.values().forEach(template -> names.addAll(variables(template)));
        return names;
    }

    static Set<String> variables(Template template) {
        return template.isPlain() ? Set.of(template.text()) : template.variables();
    }
}
