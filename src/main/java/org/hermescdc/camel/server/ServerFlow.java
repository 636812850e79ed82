package org.hermescdc.camel.server;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.hermescdc.camel.Buses;
import org.hermescdc.camel.DataSources;
import org.hermescdc.camel.FatalException;
import org.hermescdc.camel.Flow;
import org.hermescdc.camel.HeldRemovals;
import org.hermescdc.camel.observe.Sizes;
import org.hermescdc.camel.observe.Traces;
import org.hermescdc.camel.observe.Watch;
import org.hermescdc.camel.observe.WatchedProducer;
import org.hermescdc.camel.observe.WatchedSource;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.ops.LogText;
import org.hermescdc.ops.Notifier;
import org.hermescdc.ops.RunControl;
import org.hermescdc.spi.BusFactory;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes of a server with their beans, sources and bus: one call for each thing that a server does. Used by one thread
 * at a time, but for what is marked otherwise.
 */
public final class ServerFlow implements AutoCloseable {

    /** The beans of a cycle, in the order of its steps: the phases whose time is measured. */
    public static final Set<String> PHASES =
            Set.of("fetch", "merge", "constrain", "diff", "safeguard", "publish", "commit", "save");

    private static final Logger LOG = LoggerFactory.getLogger(ServerFlow.class);
    private static final String NAME = "hermes-server";

    private final Clock clock;
    private final ServerCache cache;
    private final Save save;
    private final Safeguard safeguard;
    private final Watch watch;
    private final Optional<Traces> traces;
    private final Planner planner;
    private final PlanScope planScope;
    private final Flow flow;
    private DataSources sources;
    private BusProducer bus;
    private boolean unsaved;

    /**
     * Opens cache, routes, sources and bus; none of the latter connects before its first use.
     *
     * @param store the cache; closed with this
     * @param watch is told what happens
     * @param busDecoration applied to the producer: what a test puts between server and bus
     */
    public ServerFlow(
            ServerConfig config,
            Store store,
            Clock clock,
            RunControl control,
            Notifier notifier,
            Watch watch,
            UnaryOperator<BusProducer> busDecoration) {
        this.clock = clock;
        this.watch = watch;
        this.cache = new ServerCache(store, ServerType.all(config));
        this.save = new Save(NAME, cache, notifier);
        this.safeguard = new Safeguard(cache, config.safeguards());
        this.planner = new Planner(cache, safeguard);
        this.planScope = new PlanScope(
                cache.types(), DataSources.readOnly(config.hermes().dataSources()));
        Operations operations = new Operations(name -> new WatchedSource(sources.get(name), name, watch.contacts()));
        int batchSize = config.batchSize();
        Map<String, Object> beans = new HashMap<>();
        beans.put("phase-times", watch.times());
        beans.put("fetch", new Fetch(cache, operations));
        beans.put("merge", new Merge(cache));
        beans.put("constrain", new Constrain());
        beans.put("diff", new Diff(cache, batchSize));
        beans.put("safeguard", safeguard);
        LogText text = new LogText(config.hermes().logs().longStringLimit());
        beans.put("publish", new Publish(cache, events -> bus.publish(events), control, text, batchSize));
        beans.put("commit", new Commit(cache, operations));
        beans.put("save", save);
        beans.put("initsync", new Initsync(cache, batchSize));
        beans.put("schema", new SchemaCheck(cache, batchSize));
        this.traces = config.hermes().traces().map(url -> Traces.to(url, NAME));
        traces.ifPresent(some -> beans.putAll(some.beans()));
        this.flow = Flow.start(NAME, files(config), beans);
        try {
            sources = DataSources.open(
                    flow.context(),
                    config.hermes().dataSources(),
                    config.hermes().templateResults());
            bus = new WatchedProducer(
                    busDecoration.apply(Buses.producer(
                            flow.context(),
                            config.hermes().bus(),
                            new BusFactory.Environment(clock, config.hermes().umask()))),
                    watch);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Makes cache and clients follow the configured data schema.
     *
     * @throws FatalException if no retry can mend it
     * @throws HermesException if it failed; the failure is in the state, too
     */
    public void checkSchema() {
        saveWhatIsLeft();
        run("schema-change", null);
    }

    /**
     * Runs one cycle.
     *
     * @param acceptedRemovals data type → the set of removals that may exceed the limits, as {@link #held} tells it
     * @throws RefusedException if other removals than those exceed the limits of such a type
     * @throws HermesException if it failed or is held; the failure is in the state, too
     */
    public void cycle(Map<String, String> acceptedRemovals) {
        saveWhatIsLeft();
        Cycle cycle = new Cycle(now(), state().lastUpdate() == null, cache.types(), acceptedRemovals);
        watch.cycle(() -> run("poll", cycle));
    }

    /**
     * Sends an initsync sequence.
     *
     * @throws RefusedException before the first complete cycle
     * @throws HermesException if the sequence could not be sent whole; the failure is in the state, too
     */
    public void initsync() {
        run("initsync", null);
    }

    /**
     * Finds what a cycle that began now would do. Nothing is sent, committed, cached or saved.
     *
     * @param type the only data type to tell of; empty: all
     * @throws HermesException if a source cannot be read, or not without changing it; it is no failure of the server
     */
    public ServerPlan plan(Optional<String> type) {
        Set<String> needed = planScope.of(type);
        LOG.info("plan of {}: the sources are read and compared, nothing is sent", type.orElse("all types"));
        List<ServerType> types = cache.types().stream()
                .filter(candidate -> needed.contains(candidate.name()))
                .toList();
        Cycle cycle = new Cycle(now(), state().lastUpdate() == null, types, Map.of());
        flow.request("plan", cycle);
        return planner.plan(cycle, type);
    }

    /** What a plan may show of its changes. */
    public ShownChanges shown() {
        return new ShownChanges(cache);
    }

    /** Saves what was done. */
    public void save() {
        save.stop();
    }

    /** The state as last saved; may be asked by any thread. */
    public ServerState state() {
        return save.state();
    }

    /** What constraints dropped in the last successful cycle: type → kind → entries; may be asked by any thread. */
    public Map<String, Map<String, Object>> warnings() {
        return save.warnings();
    }

    /** How many entries the cache has, as of the last successful cycle; may be asked by any thread. */
    public Sizes sizes() {
        return save.sizes();
    }

    /** Where health and metrics are attached. */
    public CamelContext context() {
        return flow.context();
    }

    /** The removals that are held, by data type; empty when none are. May be asked by any thread. */
    public Map<String, HeldRemovals> held() {
        return safeguard.held();
    }

    @Override
    public void close() {
        if (bus != null) {
            bus.close();
        }
        if (sources != null) {
            sources.close();
        }
        flow.close();
        traces.ifPresent(Traces::close);
        cache.store().close();
    }

    /** The time now, in whole seconds. */
    public LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
    }

    private void run(String route, Object body) {
        try {
            flow.request(route, body);
        } catch (StoppedException e) {
            LOG.info("{} {}", route, e.getMessage());
        } catch (RefusedException e) {
            throw e;
        } catch (HermesException e) {
            keep(e);
            throw e;
        }
    }

    /** A cache that cannot be written would make each try send the same batch again: nothing begins before it can. */
    private void saveWhatIsLeft() {
        if (unsaved) {
            save();
            unsaved = false;
        }
    }

    private void keep(HermesException failure) {
        try {
            save.fail(failure.getMessage());
        } catch (HermesException e) {
            unsaved = true;
            LOG.error("the failure could not be saved: {}", e.getMessage());
        }
    }

    private static List<String> files(ServerConfig config) {
        List<String> files = new ArrayList<>(List.of(
                "failure.camel.yaml",
                "server/poll.camel.yaml",
                "server/initsync.camel.yaml",
                "server/plan.camel.yaml",
                "server/schema-change.camel.yaml"));
        files.addAll(DataSources.routeFiles(config.hermes().dataSources()));
        files.add("bus/" + config.hermes().bus().type() + ".camel.yaml");
        return files;
    }
}
