package org.hermescdc.plugin.datasource.ldap;

import com.unboundid.ldap.sdk.SearchScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.model.Values;

/** Reads the variables of an operation, and says which of them is wrong. */
record LdapVars(Map<String, Object> vars) {

    private static final Map<String, SearchScope> SCOPES = Map.of(
            "base", SearchScope.BASE,
            "one", SearchScope.ONE,
            "onelevel", SearchScope.ONE,
            "sub", SearchScope.SUB,
            "subtree", SearchScope.SUB);

    /** Refuses variables that the operation does not know: a misspelt {@code filter} would search everything. */
    void allow(String... names) {
        Set<String> unknown = new TreeSet<>(vars.keySet());
        unknown.removeAll(List.of(names));
        if (!unknown.isEmpty()) {
            throw new HermesException("vars: unknown " + unknown + "; allowed: " + List.of(names));
        }
    }

    String text(String name, String whenAbsent) {
        Object value = vars.get(name);
        if (value != null && !(value instanceof String)) {
            throw new HermesException("vars." + name + ": found a " + Values.typeName(value) + "; allowed: a string");
        }
        return value == null ? whenAbsent : (String) value;
    }

    SearchScope scope() {
        String name = text("scope", "subtree");
        SearchScope scope = SCOPES.get(name);
        if (scope == null) {
            throw new HermesException("vars.scope: found '" + name + "'; allowed: "
                    + SCOPES.keySet().stream().sorted().toList());
        }
        return scope;
    }

    /** The texts of a list; empty for null, or where it is absent. */
    List<String> texts(String name) {
        return list(name).stream().map(item -> text(name, item)).toList();
    }

    private static String text(String name, Object item) {
        if (item instanceof String text) {
            return text;
        }
        throw new HermesException("vars." + name + ": holds a " + Values.typeName(item) + "; allowed: strings");
    }

    /** The items of a list of maps that have a {@code dn}. */
    @SuppressWarnings("unchecked")
    List<LdapVars> items(String name) {
        return list(name).stream()
                .map(item -> {
                    if (item instanceof Map<?, ?> map) {
                        return new LdapVars((Map<String, Object>) map);
                    }
                    throw new HermesException(
                            "vars." + name + ": holds a " + Values.typeName(item) + "; allowed: maps with the key dn");
                })
                .filter(item -> item.vars.get("dn") != null)
                .toList();
    }

    private List<?> list(String name) {
        Object value = vars.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new HermesException("vars." + name + ": found a " + Values.typeName(value) + "; allowed: a list");
    }

    /** Attribute → value, in the order given; empty where it is absent. */
    @SuppressWarnings("unchecked")
    Map<String, Object> attributes(String name) {
        Object value = vars.get(name);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new HermesException(
                "vars: " + name + " of '" + vars.get("dn") + "' is a " + Values.typeName(value) + "; allowed: a map");
    }
}
