package org.hermescdc;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hermescdc.camel.FatalException;
import org.hermescdc.camel.client.ClientFlow;
import org.hermescdc.camel.client.ClientStatus;
import org.hermescdc.camel.observe.Management;
import org.hermescdc.camel.observe.Watch;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.ops.ClientApplication;
import org.hermescdc.ops.Logging;
import org.hermescdc.ops.Notification;
import org.hermescdc.ops.Notifier;
import org.hermescdc.ops.PlanReport;
import org.hermescdc.ops.QueueEntry;
import org.hermescdc.ops.QueueReport;
import org.hermescdc.ops.RetryReport;
import org.hermescdc.ops.RunControl;
import org.hermescdc.ops.StatusReport;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client: its loop, from its start to its stop (spec/04, "Life"). What is done in each turn stands in {@code
 * routes/client}; here is only when.
 */
public final class HermesClient implements ClientApplication, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HermesClient.class);

    /** How long a stop may have to wait for a bus that is being listened to. */
    private static final Duration LISTENING = Duration.ofMillis(500);

    private final ClientConfig config;
    private final Clock clock;
    private final Notifier notifier;
    private final RunControl control;
    private final ClientFlow flow;
    private final Watch watch;
    private final Optional<Management> management;
    private final LocalDateTime startTime;
    private final Requests releases =
            new Requests("the removals are released", "the client stops; nothing is released");
    private final OperatorRequests operatorRequests;
    private volatile Supplier<ClientConfig> onDisk;

    /**
     * Opens the cache of {@code config} and makes the routes; nothing is read before {@link #run}.
     *
     * @param plugin the Java object of the client plugin; empty for one made of routes only; closed with the client
     */
    public HermesClient(ClientConfig config, Clock clock, Notifier notifier, Optional<EventHandler> plugin) {
        this(config, clock, notifier, plugin, UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Puts decorations, such as a test's failures, around cache and bus. */
    public HermesClient(
            ClientConfig config,
            Clock clock,
            Notifier notifier,
            Optional<EventHandler> plugin,
            UnaryOperator<Store> storeDecoration,
            UnaryOperator<BusConsumer> busDecoration) {
        this.config = config;
        this.onDisk = () -> config;
        this.clock = clock;
        this.notifier = notifier;
        this.control = new RunControl(name(), clock);
        this.operatorRequests = new OperatorRequests(control);
        Store store = storeDecoration.apply(Caches.open(config.hermes(), name()));
        this.watch = new Watch(clock, ClientFlow.PHASES);
        this.flow = new ClientFlow(config, store, clock, control, notifier, plugin, watch, busDecoration);
        this.startTime = LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        this.management = ClientObservation.open(this, config, clock, flow, watch);
    }

    @Override
    public String name() {
        return "hermes-client-" + config.name();
    }

    @Override
    public RunControl control() {
        return control;
    }

    @Override
    public void run() {
        LOG.info("{} started", name());
        try {
            while (control.proceed()) {
                turn();
            }
            flow.stop();
        } catch (FatalException e) {
            flow.saveChanges();
            throw e;
        } catch (RuntimeException | Error e) {
            notifier.tell(Notification.fatal(name(), e));
            throw e;
        } finally {
            close();
        }
        LOG.info("{} stopped", name());
    }

    /**
     * Does once whatever is due, with the removals that an operator released, without waiting.
     *
     * @throws FatalException if the client has to end
     * @throws HermesException if it failed; the next turn carries on
     */
    public void iterate() {
        operatorRequests.attend(true);
        Optional<Requests.Request> release = releases.next();
        try {
            operatorRequests.work();
            release.ifPresentOrElse(Requests.Request::run, flow::iterate);
        } catch (FatalException e) {
            notifier.tell(Notification.fatal(name(), e));
            throw e;
        }
    }

    /** Saves, calls {@code on_save}, and lets go of cache, routes, bus and plugin. */
    public void stop() {
        try {
            flow.stop();
        } finally {
            close();
        }
    }

    @Override
    public CompletionStage<String> requestRelease(Map<String, String> removals) {
        for (String type : removals.keySet()) {
            if (!flow.held().containsKey(type)) {
                throw new HermesException("no removals of '" + type + "' are held; held are those of: "
                        + (flow.held().isEmpty()
                                ? "no type"
                                : String.join(", ", flow.held().keySet())));
            }
        }
        CompletionStage<String> outcome = releases.add(() -> flow.release(removals));
        control.wake();
        return outcome;
    }

    /** @param onDisk reads the configuration that a plan is made for: that of the next start */
    public void plansFor(Supplier<ClientConfig> onDisk) {
        this.onDisk = onDisk;
    }

    @Override
    public CompletionStage<PlanReport> requestPlan(int limit) {
        ClientConfig wanted = onDisk.get();
        return operatorRequests.look(() -> flow.plan(wanted, limit));
    }

    @Override
    public CompletionStage<QueueReport> requestErrors(int limit) {
        return operatorRequests.look(() -> flow.errors().list(limit));
    }

    @Override
    public CompletionStage<QueueEntry> requestError(long number) {
        return operatorRequests.look(() -> flow.errors().show(number));
    }

    @Override
    public CompletionStage<RetryReport> requestRetry(List<Long> numbers) {
        return operatorRequests.work(() -> flow.errors().retry(numbers));
    }

    @Override
    public CompletionStage<String> requestDrop(long number, Optional<String> id) {
        return operatorRequests.change(() -> flow.errors().drop(number, id));
    }

    @Override
    public void close() {
        releases.close();
        operatorRequests.close();
        flow.close();
        management.ifPresent(Management::close);
    }

    @Override
    public StatusReport status(boolean details) {
        ClientStatus status = flow.status();
        Map<String, Object> information = new LinkedHashMap<>();
        information.put("startTime", StatusReport.time(startTime));
        information.put("status", control.pausedSince().isPresent() ? "paused" : "running");
        information.put("pausedSince", StatusReport.time(control.pausedSince().orElse(null)));
        flow.reading().tree().forEach((name, value) -> information.put(name, value == null ? "None" : value));
        information.put("eventsPerSecond", watch.eventsPerSecond());
        if (flow.foreignMessages() > 0) {
            information.put("foreignMessages", flow.foreignMessages());
        }
        Map<String, StatusReport.Section> sections = new LinkedHashMap<>();
        sections.put(
                name(),
                new StatusReport.Section(
                        information,
                        Map.of(),
                        status.exception() == null ? Map.of() : Map.of("unhandledException", status.exception())));
        sections.put("datamodel", new StatusReport.Section(Map.of(), status.warnings(), Map.of()));
        flow.held()
                .forEach((type, removals) -> sections.put(
                        type, new StatusReport.Section(Map.of(), Map.of(), Map.of("held", removals.toTree()))));
        sections.put("errorQueue", new StatusReport.Section(Map.of(), Map.of(), queue(status, details)));
        return new StatusReport(sections);
    }

    private void turn() {
        try {
            iterate();
            listen();
        } catch (FatalException e) {
            throw e;
        } catch (HermesException e) {
            Duration pause = e instanceof BusException
                    ? config.hermes().retry().busPause()
                    : config.hermes().retry().errorPause();
            LOG.error(Logging.CRITICAL, "{}; next try in {} s", e.getMessage(), pause.toSeconds());
            control.sleep(pause);
        }
    }

    /**
     * Waits for a message, up to {@code updateInterval}: a message ends the wait at once. So where that is 0, a short wait
     * delays nothing, and an idle client does not ask the bus without pause.
     */
    private void listen() {
        Duration pause = config.updateInterval().isZero() ? LISTENING : config.updateInterval();
        if (!flow.isInitialised()) {
            control.sleep(pause);
            return;
        }
        long end = System.nanoTime() + pause.toNanos();
        boolean quiet = true;
        while (quiet && releases.isEmpty() && control.goOn()) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            quiet = !flow.await(left.compareTo(LISTENING) < 0 ? left : LISTENING) && !left.isZero();
        }
    }

    private static Map<String, Object> queue(ClientStatus status, boolean details) {
        Map<String, Object> entries = new LinkedHashMap<>();
        status.queue().forEach((number, entry) -> {
            Map<String, Object> shown = new LinkedHashMap<>(entry);
            if (!details) {
                shown.keySet().retainAll(List.of("objrepr", "errorMsg"));
            }
            entries.put(number, shown);
        });
        return entries;
    }
}
