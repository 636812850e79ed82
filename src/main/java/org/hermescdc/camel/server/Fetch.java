package org.hermescdc.camel.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.constraint.Variables;
import org.hermescdc.core.diff.TypeDiff;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.KeyedEntry;
import org.hermescdc.core.template.PySet;
import org.hermescdc.core.translate.RowMapping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Step 3 of a cycle: reads all sources of one data type, in declaration order (spec/02, "Fetch"). */
public final class Fetch {

    private static final Logger LOG = LoggerFactory.getLogger(Fetch.class);

    private final ServerCache cache;
    private final Operations operations;
    private final Map<String, RowMapping> mappings = new HashMap<>();

    Fetch(ServerCache cache, Operations operations) {
        this.cache = cache;
        this.operations = operations;
        for (ServerType type : cache.types()) {
            type.sources()
                    .forEach(source -> mappings.put(
                            path(type, source),
                            new RowMapping(
                                    type.name(),
                                    source.attributes(),
                                    type.config().primaryKey())));
        }
    }

    /**
     * Fetches the rows of every source and builds their entries.
     *
     * @throws HermesException if a source fails, or a row cannot become an entry: the cycle ends, nothing is compared
     */
    public void fetch(TypeCycle type) {
        for (ServerConfig.Source source : type.type().sources()) {
            List<KeyedEntry> entries = fetch(type, source);
            LOG.debug("fetched {} entries of {} from {}", entries.size(), type.getName(), source.name());
            type.setFetched(source.name(), entries);
        }
    }

    private List<KeyedEntry> fetch(TypeCycle type, ServerConfig.Source source) {
        String path = path(type.type(), source);
        RowMapping mapping = mappings.get(path);
        TypeDiff.State cached = cache.state(type.getName());
        boolean alone = type.type().sources().size() == 1 && !type.type().hasSecrets();
        try (Assembly<Map<String, Object>, KeyedEntry> assembly = new Assembly<>(source.name(), row -> {
            KeyedEntry built = mapping.entryOf(row, cached::get);
            return alone ? sameAsCached(built, cached) : built;
        })) {
            operations.run(path + ".fetch", source, source.fetch(), variables(type), assembly::add);
            return assembly.finish();
        }
    }

    /** The cached entry instead of an equal one: kept once in memory, and compared here, beside the reading. */
    private static KeyedEntry sameAsCached(KeyedEntry built, TypeDiff.State cached) {
        Entry known = cached.get(built.key());
        return built.entry().equals(known) ? new KeyedEntry(built.key(), known, true) : built;
    }

    private static String path(ServerType type, ServerConfig.Source source) {
        return type.name() + "." + source.name();
    }

    private Map<String, Supplier<Object>> variables(TypeCycle current) {
        Map<String, Supplier<Object>> variables = new HashMap<>();
        for (TypeCycle type : current.cycle().getTypes()) {
            String name = type.getName();
            variables.put(name, () -> merged(current, type) ? Variables.entries(type.entries()) : List.of());
            variables.put(
                    name + "_pkeys",
                    () -> merged(current, type) ? Variables.keys(type.entries()) : PySet.of(List.of()));
        }
        variables.put("CACHED_VALUES", () -> Variables.entries(cache.entries(current.getName())));
        return variables;
    }

    private static boolean merged(TypeCycle current, TypeCycle wanted) {
        if (!wanted.isMerged()) {
            LOG.warn(
                    "the query of {} names {}, which is fetched later: it is empty here; declare {} before {}",
                    current.getName(),
                    wanted.getName(),
                    wanted.getName(),
                    current.getName());
        }
        return wanted.isMerged();
    }
}
