package org.hermescdc.camel.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.config.ServerConfig.Operation.Kind;
import org.hermescdc.core.HermesException;

/**
 * The data types that a plan has to read: those that it is asked for, and those whose entries their queries and integrity
 * constraints name. A plan changes nothing, so it refuses a type that cannot be read without a change at its source.
 */
final class PlanScope {

    private final Map<String, ServerType> types;
    private final Predicate<String> readOnly;

    /**
     * @param types all, in declaration order
     * @param readOnly whether a datasource is as it was after a fetch
     */
    PlanScope(List<ServerType> types, Predicate<String> readOnly) {
        this.types = types.stream().collect(Collectors.toMap(ServerType::name, Function.identity()));
        this.readOnly = readOnly;
    }

    /**
     * The types to read for a plan of one type, or of all.
     *
     * @throws HermesException if there is no such type, or one of them cannot be read without changing its source
     */
    Set<String> of(Optional<String> wanted) {
        wanted.filter(type -> !types.containsKey(type)).ifPresent(type -> {
            throw new HermesException("plan: no data type '" + type + "'; defined: " + new TreeSet<>(types.keySet()));
        });
        Set<String> needed = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(wanted.map(Set::of).orElse(types.keySet()));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (needed.add(name)) {
                open.addAll(named(types.get(name)));
            }
        }
        needed.forEach(type -> check(types.get(type)));
        return needed;
    }

    private Set<String> named(ServerType type) {
        Set<String> variables = new TreeSet<>();
        type.config().integrityConstraints().forEach(rule -> variables.addAll(rule.variables()));
        for (ServerConfig.Source source : type.sources()) {
            source.fetch().query().ifPresent(query -> variables.addAll(query.variables()));
            variables.addAll(source.fetch().vars().variables());
        }
        return types.keySet().stream()
                .filter(name -> variables.contains(name) || variables.contains(name + "_pkeys"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void check(ServerType type) {
        for (ServerConfig.Source source : type.sources()) {
            String what = "plan: " + type.name() + ".sources." + source.name();
            if (source.fetch().kind() != Kind.FETCH) {
                throw refused(
                        what + ".fetch.type is '" + source.fetch().kind().name().toLowerCase(Locale.ROOT)
                                + "', which changes",
                        type);
            }
            if (!readOnly.test(source.name())) {
                throw refused(what + " takes what it reads away, and so changes", type);
            }
        }
    }

    private static HermesException refused(String why, ServerType type) {
        return new HermesException(
                why + " the source: " + type.name() + " cannot be planned, nor can a type whose query or"
                        + " constraints name it. Nothing was read; name another type");
    }
}
