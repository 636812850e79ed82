package org.hermescdc;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.hermescdc.Requests.Request;
import org.hermescdc.camel.FatalException;
import org.hermescdc.camel.HeldRemovals;
import org.hermescdc.camel.observe.Management;
import org.hermescdc.camel.observe.Watch;
import org.hermescdc.camel.server.ServerFlow;
import org.hermescdc.camel.server.ServerPlan;
import org.hermescdc.camel.server.ServerState;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.ops.Logging;
import org.hermescdc.ops.Notification;
import org.hermescdc.ops.Notifier;
import org.hermescdc.ops.PlanReport;
import org.hermescdc.ops.RunControl;
import org.hermescdc.ops.ServerApplication;
import org.hermescdc.ops.StatusReport;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server: its life from the schema check to the stop (spec/02, "Life"). What a cycle does stands in {@code
 * routes/server}; here is only when.
 */
public final class HermesServer implements ServerApplication, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HermesServer.class);
    private static final String NAME = "hermes-server";
    private static final String STOPS = NAME + " stops; ask again after its next start";

    private final ServerConfig config;
    private final Clock clock;
    private final Notifier notifier;
    private final RunControl control;
    private final ServerFlow flow;
    private final Watch watch;
    private final Optional<Management> management;
    private final LocalDateTime startTime;
    private final Requests updateRequests = new Requests("the update is done", STOPS);
    private final Requests initsyncRequests = new Requests("the initsync sequence is sent", STOPS);
    private final Requests planRequests = new Requests("the plan is made", STOPS);
    private volatile LocalDateTime nextUpdate;

    /** Opens the cache of {@code config} and makes the routes; nothing is read or sent before {@link #run}. */
    public HermesServer(ServerConfig config, Clock clock, Notifier notifier) {
        this(config, clock, notifier, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Puts decorations, such as a test's failures, around cache and bus. */
    public HermesServer(
            ServerConfig config,
            Clock clock,
            Notifier notifier,
            UnaryOperator<Store> storeDecoration,
            UnaryOperator<BusProducer> busDecoration) {
        this.config = config;
        this.clock = clock;
        this.notifier = notifier;
        this.control = new RunControl(NAME, clock);
        Store store = storeDecoration.apply(Caches.open(config.hermes(), NAME));
        this.watch = new Watch(clock, ServerFlow.PHASES);
        this.flow = new ServerFlow(config, store, clock, control, notifier, watch, busDecoration);
        this.startTime = flow.now();
        this.management = ServerObservation.open(this, config, clock, flow, watch);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RunControl control() {
        return control;
    }

    @Override
    public void run() {
        LOG.info("{} started", NAME);
        try {
            if (schemaChecked()) {
                firstUpdate();
                control.whilePaused(this::plan);
                while (control.proceed()) {
                    step();
                }
            }
            flow.save();
        } catch (RuntimeException | Error e) {
            notifier.tell(Notification.fatal(NAME, e));
            throw e;
        } finally {
            close();
        }
        LOG.info("{} stopped", NAME);
    }

    /** Runs the schema check once, as at each start. */
    public void start() {
        flow.checkSchema();
    }

    /**
     * Runs one cycle now.
     *
     * @throws HermesException if it failed or is held; the next one carries on
     */
    public void cycle() {
        flow.cycle(Map.of());
    }

    /**
     * Sends an initsync sequence now.
     *
     * @throws HermesException if it is refused, or was not sent whole
     */
    public void initsync() {
        flow.initsync();
    }

    /** Saves, and lets go of cache, routes, sources and bus. */
    public void stop() {
        flow.save();
        close();
    }

    @Override
    public void close() {
        updateRequests.close();
        initsyncRequests.close();
        planRequests.close();
        flow.close();
        management.ifPresent(Management::close);
    }

    @Override
    public CompletionStage<String> requestUpdate() {
        if (control.pausedSince().isPresent()) {
            nextUpdate = flow.now();
            return CompletableFuture.completedFuture("the update is forced, and will run when " + NAME + " resumes");
        }
        return request(updateRequests, this::cycle);
    }

    @Override
    public CompletionStage<String> requestRelease(Map<String, String> removals) {
        if (control.pausedSince().isPresent()) {
            throw new HermesException(NAME + " is paused, and a release is for the next cycle only: resume it first");
        }
        for (String type : removals.keySet()) {
            if (!flow.held().containsKey(type)) {
                throw new HermesException("no removals of '" + type + "' are held; held are those of: "
                        + (flow.held().isEmpty()
                                ? "no type"
                                : String.join(", ", flow.held().keySet())));
            }
        }
        return request(updateRequests, () -> flow.cycle(removals));
    }

    @Override
    public CompletionStage<String> requestInitsync() {
        return request(initsyncRequests, this::initsync);
    }

    @Override
    public CompletionStage<PlanReport> requestPlan(Optional<String> type, int limit) {
        CompletableFuture<PlanReport> report = new CompletableFuture<>();
        return request(planRequests, () -> report.complete(ServerPlans.report(plan(type), flow.shown(), limit)))
                .thenApply(done -> report.join());
    }

    /**
     * Finds what a cycle that began now would do, and does nothing of it.
     *
     * @param type the only data type to tell of; empty: all
     * @throws HermesException if it cannot be told
     */
    public ServerPlan plan(Optional<String> type) {
        return flow.plan(type);
    }

    @Override
    public StatusReport status(boolean details) {
        ServerState state = flow.state();
        Map<String, Object> information = new LinkedHashMap<>();
        information.put("startTime", StatusReport.time(startTime));
        information.put("status", control.pausedSince().isPresent() ? "paused" : "running");
        information.put("pausedSince", StatusReport.time(control.pausedSince().orElse(null)));
        information.put("lastUpdate", StatusReport.time(state.lastUpdate()));
        information.put("nextUpdate", StatusReport.time(nextUpdate));
        information.put("eventsPerSecond", watch.eventsPerSecond());
        watch.lastCycle().ifPresent(cycle -> information.put("lastCycle", cycle.toTree()));
        Map<String, StatusReport.Section> sections = new LinkedHashMap<>();
        sections.put(
                NAME,
                new StatusReport.Section(
                        information,
                        Map.of(),
                        state.exception() == null ? Map.of() : Map.of("unhandledException", state.exception())));
        Map<String, Map<String, Object>> warnings = flow.warnings();
        config.datamodel()
                .keySet()
                .forEach(type -> sections.put(
                        type,
                        new StatusReport.Section(
                                Map.of(), warnings.getOrDefault(type, Map.of()), errors(type, state))));
        return new StatusReport(sections);
    }

    private Map<String, Object> errors(String type, ServerState state) {
        Map<String, Object> errors = new LinkedHashMap<>(state.errorsOf(type));
        HeldRemovals held = flow.held().get(type);
        if (held != null) {
            errors.put("held", held.toTree());
        }
        return errors;
    }

    /** Returns whether to go on: false if a stop was requested before the check succeeded. */
    private boolean schemaChecked() {
        while (control.proceed()) {
            try {
                start();
                return true;
            } catch (FatalException e) {
                throw e;
            } catch (HermesException e) {
                report("the data schema could not be checked", e);
                control.sleep(config.hermes().retry().errorPause());
            }
        }
        return false;
    }

    private void firstUpdate() {
        LocalDateTime last = flow.state().lastUpdate();
        nextUpdate = last == null ? flow.now() : last.plus(config.updateInterval());
    }

    /** Makes the plans that are asked for, between two cycles; what fails is told to who asked, and to nobody else. */
    private void plan() {
        for (Optional<Request> plan = planRequests.next(); plan.isPresent(); plan = planRequests.next()) {
            try {
                plan.get().run();
            } catch (HermesException e) {
                LOG.warn("no plan was made: {}", e.getMessage());
            }
        }
    }

    private void step() {
        plan();
        Optional<Request> initsync = initsyncRequests.next();
        if (initsync.isPresent()) {
            send(initsync.get());
            return;
        }
        Optional<Request> update = updateRequests.next();
        Duration wait = Duration.between(LocalDateTime.now(clock), nextUpdate);
        if (update.isPresent()) {
            update(update.get()::run);
        } else if (wait.isZero() || wait.isNegative()) {
            update(this::cycle);
        } else {
            control.sleep(wait);
        }
    }

    private static void send(Request initsync) {
        try {
            initsync.run();
        } catch (HermesException e) {
            LOG.error("no initsync sequence was sent: {}", e.getMessage());
        }
    }

    private void update(Runnable cycle) {
        nextUpdate = LocalDateTime.now(clock).plus(config.updateInterval());
        try {
            cycle.run();
        } catch (HermesException e) {
            report("the cycle failed", e);
            nextUpdate = LocalDateTime.now(clock).plus(config.hermes().retry().errorPause());
        }
    }

    private void report(String what, HermesException e) {
        LOG.error(
                Logging.CRITICAL,
                "{}: {}; next try in {} s",
                what,
                e.getMessage(),
                config.hermes().retry().errorPause().toSeconds());
    }

    private CompletionStage<String> request(Requests requests, Runnable work) {
        CompletionStage<String> outcome = requests.add(work);
        control.wake();
        return outcome;
    }
}
