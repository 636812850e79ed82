package org.hermescdc.camel.server;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hermescdc.config.Safeguards;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.config.Vars;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.diff.Batches.Batch;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.merge.OnMergeConflict;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateEngine;
import org.hermescdc.core.translate.Mapping;
import org.hermescdc.ops.LogText;
import org.hermescdc.ops.RunControl;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.DataSource;
import org.hermescdc.spi.SourceException;
import org.hermescdc.store.MemoryStore;
import org.hermescdc.store.Store;

/** The steps of {@code routes/server/poll.camel.yaml}, called in the order of the route, over sources and a bus in memory. */
final class ServerSteps {

    private static final TemplateEngine ENGINE = new TemplateEngine(Map.of(), Template.Results.NATIVE);
    private static final int TEMPLATES_KEPT = 2_000;
    private static final Map<String, Template> TEMPLATES = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Template> eldest) {
            return size() > TEMPLATES_KEPT;
        }
    };
    private static final LocalDateTime NOW = LocalDateTime.of(2031, 3, 3, 8, 0);
    private static final List<String> ATTRIBUTES =
            List.of("id", "part", "a", "ref", "flag", "secret", "note", "own", "hidden");

    private final ServerCase life;
    private final Store store = new MemoryStore();
    private final Map<String, List<Map<String, Object>>> rows = new HashMap<>();
    private Map<String, List<Map<String, Object>>> rowsBefore = Map.of();
    private final List<List<Object>> events = new ArrayList<>();
    private final List<List<Object>> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private ServerCase.Step step;
    private boolean died;
    private ServerCache cache;
    private Fetch fetch;
    private Merge merge;
    private Diff diff;
    private Safeguard safeguard;
    private Publish publish;
    private Commit commit;
    private Save save;

    ServerSteps(ServerCase life) {
        this.life = life;
        start();
    }

    private void start() {
        List<ServerType> types =
                life.types().stream().map(this::config).map(ServerType::new).toList();
        cache = new ServerCache(store, types);
        Operations operations = new Operations(MemorySource::new);
        fetch = new Fetch(cache, operations);
        merge = new Merge(cache);
        diff = new Diff(cache, life.batchSize());
        safeguard = new Safeguard(cache, Safeguards.OFF);
        publish = new Publish(
                cache,
                this::accept,
                new RunControl("hermes-server", Clock.systemUTC()),
                new LogText(0),
                life.batchSize());
        commit = new Commit(cache, operations);
        save = new Save("hermes-server", cache, notification -> told.add(notification.subject()));
    }

    ServerCache cache() {
        return cache;
    }

    Observed cycle(ServerCase.Step next) {
        step = next;
        events.clear();
        asked.clear();
        told.clear();
        if (step.restart()) {
            save.stop();
            start();
        }
        Map<String, List<Map<String, Object>>> last = Map.copyOf(rows);
        if (step.back()) {
            rows.clear();
            rows.putAll(rowsBefore);
        }
        rowsBefore = last;
        rows.putAll(step.rows());
        died = false;
        try {
            run(new Cycle(NOW, save.state().lastUpdate() == null, cache.types(), Map.of()));
        } catch (HermesException e) {
            save.fail(e.getMessage());
        } catch (Death e) {
            died = true;
            start();
        }
        return observed();
    }

    private void run(Cycle cycle) {
        for (TypeCycle type : cycle.getTypes()) {
            fetch.fetch(type);
            merge.merge(type);
        }
        new Constrain().constrain(cycle);
        diff.diff(cycle);
        if (cycle.isSilent()) {
            commit.adopt(cycle);
        } else {
            safeguard.check(cycle);
            for (Batch batch : cycle.getBatches()) {
                commit.commit(publish.publish(batch));
            }
            commit.commitAll(cycle);
        }
        save.save(cycle);
    }

    private Observed observed() {
        Map<String, List<Map<String, Object>>> content = new TreeMap<>();
        for (ServerType type : cache.types()) {
            content.put(
                    type.name(),
                    cache.table(type.name()).values().map(Entry::toMap).toList());
        }
        return new Observed(
                List.copyOf(events),
                content,
                save.state().errors(),
                new TreeMap<>(save.warnings()),
                save.state().exception() != null,
                died,
                List.copyOf(told),
                List.copyOf(asked),
                initsync());
    }

    private List<List<Object>> initsync() {
        List<List<Object>> objects = new ArrayList<>();
        try {
            new Initsync(cache, life.batchSize())
                    .sequence()
                    .forEachRemaining(batch -> batch.forEach(event -> {
                        if (event instanceof Event.ObjectEvent) {
                            objects.add(plain(event));
                        }
                    }));
        } catch (RefusedException e) {
            return null;
        }
        return objects;
    }

    private void accept(List<Event> batch) {
        int free = step.accepted() == null ? batch.size() : Math.min(batch.size(), step.accepted() - events.size());
        boolean fails = free < batch.size();
        int arrived = fails && step.lost() != null ? Math.min(batch.size(), free + step.lost()) : free;
        batch.subList(0, arrived).forEach(event -> events.add(plain(event)));
        if (fails && step.dies()) {
            throw new Death();
        }
        if (fails) {
            throw new BusException("the bus is down", free, step.lost() == null ? free : Integer.MAX_VALUE, null);
        }
    }

    /** The end of the process: nobody catches it who could still save something. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static List<Object> plain(Event event) {
        if (event instanceof Event.Added added) {
            return List.of(
                    "added",
                    added.type(),
                    added.key().value(),
                    added.attributes().toMap());
        }
        if (event instanceof Event.Modified modified) {
            return List.of(
                    "modified",
                    modified.type(),
                    modified.key().value(),
                    modified.delta().added().toMap(),
                    modified.delta().modified().toMap(),
                    modified.delta().removed());
        }
        Event.Removed removed = (Event.Removed) event;
        return List.of("removed", removed.type(), removed.key().value());
    }

    private ServerConfig.Type config(ServerCase.Type type) {
        Map<String, ServerConfig.Source> sources = new LinkedHashMap<>();
        Map<String, Mapping> mapping = new LinkedHashMap<>();
        ATTRIBUTES.forEach(name -> mapping.put(name, new Mapping.Column(name)));
        String firstType = life.types().get(0).name();
        Map<String, Object> vars = new LinkedHashMap<>();
        vars.put("type", type.name());
        vars.put("cached", template("{{ CACHED_VALUES | length }}", Template.Place.VARS));
        if (!type.name().equals(firstType)) {
            vars.put("before", template("{{ " + firstType + "_pkeys }}", Template.Place.VARS));
        }
        for (ServerCase.Source source : type.sources()) {
            boolean last = sources.size() == type.sources().size() - 1;
            sources.put(
                    source.name(),
                    new ServerConfig.Source(
                            source.name(),
                            new ServerConfig.Operation(
                                    ServerConfig.Operation.Kind.FETCH, Optional.empty(), new Vars(vars)),
                            Optional.empty(),
                            Optional.empty(),
                            mapping,
                            last ? Set.of("secret", "hidden") : Set.of(),
                            sources.isEmpty() ? Set.of("note") : Set.of(),
                            Set.of("own", "hidden"),
                            source.pkeyConstraint(),
                            rules(source.constraints())));
        }
        return new ServerConfig.Type(
                type.name(),
                type.primaryKey(),
                Map.of(),
                Optional.empty(),
                type.keepFirstValue() ? OnMergeConflict.KEEP_FIRST_VALUE : OnMergeConflict.USE_CACHED_ENTRY,
                rules(type.constraints()),
                sources);
    }

    private static List<Template> rules(List<ModelRule> rules) {
        return rules.stream()
                .map(rule -> template(rule.template(), Template.Place.CONSTRAINT))
                .toList();
    }

    private static Template template(String text, Template.Place place) {
        return TEMPLATES.computeIfAbsent(text, key -> ENGINE.compile(key, place));
    }

    /** Hands out the rows of the case. */
    private final class MemorySource implements DataSource {

        private final String name;

        MemorySource(String name) {
            this.name = name;
        }

        @Override
        public void fetch(String query, Map<String, Object> vars, Consumer<Map<String, Object>> receiver) {
            String path = vars.get("type") + "." + name;
            Object before = vars.getOrDefault("before", List.of());
            asked.add(List.of(path, new HashSet<>((List<?>) before), vars.get("cached")));
            for (Map<String, Object> row : rows.getOrDefault(path, List.of())) {
                receiver.accept(row);
            }
            if (path.equals(step.down())) {
                throw new SourceException(name, path + " broke off", null);
            }
        }

        @Override
        public void add(String query, Map<String, Object> vars) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(String query, Map<String, Object> vars) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void modify(String query, Map<String, Object> vars) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
