package org.hermescdc.plugin.handler.ad;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Values;
import org.hermescdc.spi.HandlerException;

/** Category and scope of a group, as bits of {@code groupType}. */
final class GroupType {

    private static final int SECURITY = 0x80000000;
    private static final int GLOBAL = 0x2;
    private static final int DOMAIN_LOCAL = 0x4;
    private static final int UNIVERSAL = 0x8;
    private static final int SCOPES = GLOBAL | DOMAIN_LOCAL | UNIVERSAL;

    /** What Active Directory gives a new group. */
    static final int NEW = SECURITY | GLOBAL;

    private static final Map<String, Integer> BY_CATEGORY = byName(Map.of("Security", SECURITY, "Distribution", 0));
    private static final Map<String, Integer> BY_SCOPE =
            byName(Map.of("Global", GLOBAL, "DomainLocal", DOMAIN_LOCAL, "Universal", UNIVERSAL));

    private GroupType() {}

    /** {@code current} with the category and the scope that a group has; bits of neither are kept. */
    static int of(Entry group, int current) {
        int category = bits(BY_CATEGORY, AdNames.CATEGORY, group, current & SECURITY);
        int scope = bits(BY_SCOPE, AdNames.SCOPE, group, current & SCOPES);
        return current & ~(SECURITY | SCOPES) | category | scope;
    }

    /** The values to write one after the other: there is no direct way from a global to a domain local group, nor back. */
    static List<Integer> way(int current, int wanted) {
        if (current == wanted) {
            return List.of();
        }
        int from = current & SCOPES;
        int to = wanted & SCOPES;
        boolean direct = from == to || from == UNIVERSAL || to == UNIVERSAL;
        return direct ? List.of(wanted) : List.of(wanted & ~SCOPES | UNIVERSAL, wanted);
    }

    private static int bits(Map<String, Integer> names, String attribute, Entry group, int otherwise) {
        Object value = group.get(attribute);
        if (value == null) {
            return otherwise;
        }
        Integer bits = value instanceof String name ? names.get(name) : null;
        if (bits == null) {
            throw new HandlerException("attribute '" + attribute + "' holds "
                    + (value instanceof String ? "'" + value + "'" : "a " + Values.typeName(value)) + "; allowed: "
                    + String.join(", ", names.keySet()));
        }
        return bits;
    }

    private static Map<String, Integer> byName(Map<String, Integer> names) {
        Map<String, Integer> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(names);
        return anyCase;
    }
}
