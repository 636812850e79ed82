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

    /**
     * Something that a datamodel does not have, or that is wrong with it.
     *
     * @param path the keys below {@code hermes-client.datamodel} where it is missing or wrong
     * @param message ends a sentence that begins with the plugin's name
     */
    public record Lack(List<String> path, String message) {}

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
     */
    public List<Lack> missing(Map<String, Set<String>> datamodel) {
        if (!datamodel.containsKey(name)) {
            return List.of();
        }
        List<Lack> lacks = new ArrayList<>();
        needs.forEach((type, attributes) -> {
            Set<String> lacking = new TreeSet<>(attributes);
            lacking.removeAll(datamodel.getOrDefault(type, Set.of()));
            if (!datamodel.containsKey(type)) {
                lacks.add(new Lack(
                        List.of(name),
                        "needs the local type '" + type + "' too, with the attributes " + lacking + ", to handle '"
                                + name + "'"));
            } else if (!lacking.isEmpty()) {
                lacks.add(new Lack(
                        List.of(type, "attrsmapping"),
                        "needs the attributes " + lacking + " of the local type '" + type + "', to handle '" + name
                                + "'"));
            }
        });
        return lacks;
    }
}
