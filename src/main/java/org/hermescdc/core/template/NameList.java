package org.hermescdc.core.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The server-side {@code attrsmapping} to a list of names: gives the list of those attributes' values. */
record NameList(List<String> names, Set<String> variables) implements Template {

    @Override
    public String text() {
        return names.toString();
    }

    @Override
    public boolean isPlain() {
        return true;
    }

    @Override
    public Object render(Map<String, ?> context) {
        List<Object> values = new ArrayList<>(names.size());
        for (String name : names) {
            if (!context.containsKey(name)) {
                throw Errors.lookup("attribute '" + name + "' is not among those fetched");
            }
            values.add(context.get(name));
        }
        return Collections.unmodifiableList(values);
    }
}
