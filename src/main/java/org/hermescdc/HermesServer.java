package org.hermescdc;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.hermescdc.camel.server.FatalException;
import org.hermescdc.camel.server.HeldRemovals;
import org.hermescdc.camel.server.ServerFlow;
import org.hermescdc.camel.server.ServerState;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.ops.Logging;
import org.hermescdc.ops.Notifier;
import org.hermescdc.ops.RunControl;
import org.hermescdc.ops.ServerApplication;
import org.hermescdc.ops.StatusReport;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.store.FileStore;
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

    private final ServerConfig config;
    private final Clock clock;
    private final RunControl control;
    private final ServerFlow flow;
    private final LocalDateTime startTime;
    private final Queue<Update> updateRequests = new ArrayDeque<>();
    private final Queue<CompletableFuture<String>> initsyncRequests = new ArrayDeque<>();
    private volatile LocalDateTime nextUpdate;

    /** A cycle to run: data type → the set of held removals that it releases; and whom to tell how it went. */
    private record Update(Map<String, String> acceptedRemovals, CompletableFuture<String> outcome) {
        Update(Map<String, String> acceptedRemovals) {
            this(acceptedRemovals, new CompletableFuture<>());
        }
    }

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
        this.control = new RunControl(NAME, clock);
        HermesConfig.Cache cache = config.hermes().cache();
        Store store = storeDecoration.apply(FileStore.open(new FileStore.Options(
                cache.directory(), config.hermes().umask(), cache.compression(), cache.backupCount())));
        this.flow = new ServerFlow(config, store, clock, control, notifier, busDecoration);
        this.startTime = flow.now();
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
                while (control.proceed()) {
                    step();
                }
            }
            flow.save();
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
        for (Update update = poll(updateRequests); update != null; update = poll(updateRequests)) {
            fail(update.outcome());
        }
        for (CompletableFuture<String> request = poll(initsyncRequests);
                request != null;
                request = poll(initsyncRequests)) {
            fail(request);
        }
        flow.close();
    }

    @Override
    public CompletionStage<String> requestUpdate() {
        if (control.pausedSince().isPresent()) {
            nextUpdate = flow.now();
            return CompletableFuture.completedFuture("the update is forced, and will run when " + NAME + " resumes");
        }
        return request(new Update(Map.of()));
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
        return request(new Update(removals));
    }

    @Override
    public CompletionStage<String> requestInitsync() {
        CompletableFuture<String> request = new CompletableFuture<>();
        enqueue(initsyncRequests, request);
        return request;
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

    private void step() {
        CompletableFuture<String> initsync = poll(initsyncRequests);
        if (initsync != null) {
            answer(initsync, this::initsync, "the initsync sequence is sent");
            return;
        }
        Update update = poll(updateRequests);
        Duration wait = Duration.between(LocalDateTime.now(clock), nextUpdate);
        if (update != null || wait.isZero() || wait.isNegative()) {
            update(update == null ? new Update(Map.of()) : update);
        } else {
            control.sleep(wait);
        }
    }

    private void update(Update update) {
        LocalDateTime begin = LocalDateTime.now(clock);
        nextUpdate = begin.plus(config.updateInterval());
        if (!answer(update.outcome(), () -> flow.cycle(update.acceptedRemovals()), "the update is done")) {
            nextUpdate = LocalDateTime.now(clock).plus(config.hermes().retry().errorPause());
        }
    }

    /** Returns whether the work succeeded. */
    private boolean answer(CompletableFuture<String> request, Runnable work, String success) {
        try {
            work.run();
            request.complete(success);
            return true;
        } catch (HermesException e) {
            report("failed", e);
            request.completeExceptionally(e);
            return false;
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

    private CompletionStage<String> request(Update update) {
        enqueue(updateRequests, update);
        return update.outcome();
    }

    private <T> void enqueue(Queue<T> requests, T request) {
        synchronized (requests) {
            requests.add(request);
        }
        control.wake();
    }

    private static <T> T poll(Queue<T> requests) {
        synchronized (requests) {
            return requests.poll();
        }
    }

    private static void fail(CompletableFuture<String> request) {
        request.completeExceptionally(new HermesException(NAME + " stops; ask again after its next start"));
    }
}
