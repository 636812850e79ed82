package org.hermescdc.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A local type that a client plugin handles, and what it needs of the client's datamodel wherever that type is mapped.
 *
 * @param name of the local type
 * @param needs local types and the attributes of each that must be mapped: its own, and those of other types that its
 *     handlers look up
 */
public record HandledType(String name, Map<String, Set<String>> needs) {

    public HandledType {
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        needs.forEach((type, attributes) -> copy.put(type, Collections.unmodifiableSet(new TreeSet<>(attributes))));
        needs = Collections.unmodifiableMap(copy);
    }

    /** A type that needs some of its own attributes. */
    public static HandledType of(String name, String... attributes) {
        return new HandledType(name, Map.of(name, Set.of(attributes)));
    }

    /** Returns this type with one more that must be mapped beside it. */
    public HandledType with(String type, String... attributes) {
        Map<String, Set<String>> more = new LinkedHashMap<>(needs);
        more.put(type, Set.of(attributes));
        return new HandledType(name, more);
    }

    /**
     * What a client's datamodel lacks for this type; nothing if it does not map the type at all.
     *
     * @param datamodel mapped local types, and the local attributes of each
     * @return problems below {@code hermes-client.datamodel}
     */
    public List<SettingsSchema.Problem> missing(Map<String, Set<String>> datamodel) {
        if (!datamodel.containsKey(name)) {
            return List.of();
        }
        List<SettingsSchema.Problem> problems = new ArrayList<>();
        needs.forEach((type, attributes) -> {
            Set<String> lacking = new TreeSet<>(attributes);
            lacking.removeAll(datamodel.getOrDefault(type, Set.of()));
            if (!datamodel.containsKey(type)) {
                problems.add(new SettingsSchema.Problem(
                        name, "needs the local type '" + type + "' beside it, with the attributes " + attributes));
            } else if (!lacking.isEmpty()) {
                problems.add(new SettingsSchema.Problem(
                        type + ".attrsmapping",
                        "the plugin's handlers of " + name + " need the attributes " + lacking));
            }
        });
        return problems;
    }
}
