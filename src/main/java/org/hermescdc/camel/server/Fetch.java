package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.constraint.Variables;
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
            List<KeyedEntry> entries = new ArrayList<>();
            String path = path(type.type(), source);
            RowMapping mapping = mappings.get(path);
            operations.run(path + ".fetch", source, source.fetch(), variables(type), row -> {
                try {
                    entries.add(mapping.entryOf(row, key -> cache.cached(type.getName(), key)));
                } catch (HermesException e) {
                    throw new HermesException(
                            "datasource '" + source.name() + "', row " + (entries.size() + 1) + ": " + e.getMessage(),
                            e);
                }
            });
            LOG.debug("fetched {} entries of {} from {}", entries.size(), type.getName(), source.name());
            type.setFetched(source.name(), entries);
        }
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
