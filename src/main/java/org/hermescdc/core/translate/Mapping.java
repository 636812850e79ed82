package org.hermescdc.core.translate;

import java.util.List;
import java.util.Set;
import org.hermescdc.core.template.Template;

/** Where the value of an attribute comes from: one value of {@code attrsmapping} on the server (spec/01). */
public sealed interface Mapping {

    /** The remote attributes that are needed. */
    Set<String> remoteAttributes();

    /** The value of one remote attribute, as it is. */
    record Column(String name) implements Mapping {
        @Override
        public Set<String> remoteAttributes() {
            return Set.of(name);
        }
    }

    /** The list of the values of several remote attributes, without nulls. */
    record Columns(List<String> names) implements Mapping {
        public Columns {
            names = List.copyOf(names);
        }

        @Override
        public Set<String> remoteAttributes() {
            return Set.copyOf(names);
        }
    }

    /** The result of a template over the row. */
    record Computed(Template template) implements Mapping {
        @Override
        public Set<String> remoteAttributes() {
            return template.variables();
        }
    }
}
