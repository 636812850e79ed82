package org.hermescdc.camel.client;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.hermescdc.camel.Buses;
import org.hermescdc.camel.FatalException;
import org.hermescdc.camel.Flow;
import org.hermescdc.camel.HeldRemovals;
import org.hermescdc.camel.handler.HandlerBeans;
import org.hermescdc.camel.handler.HandlerDispatcher;
import org.hermescdc.camel.observe.Sizes;
import org.hermescdc.camel.observe.Traces;
import org.hermescdc.camel.observe.Watch;
import org.hermescdc.camel.observe.WatchedConsumer;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.core.HermesException;
import org.hermescdc.ops.Notifier;
import org.hermescdc.ops.PlanReport;
import org.hermescdc.ops.RunControl;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.OffsetLostException;
import org.hermescdc.store.Store;

/**
 * The routes of a client with their beans, its bus and its plugin: one call for each thing that a client does. Used by one
 * thread at a time, but for what is marked otherwise.
 */
public final class ClientFlow implements AutoCloseable {

    /** The beans of a turn whose time is measured. */
    public static final Set<String> PHASES = Set.of("translate", "handle", "outcome", "save");

    private static final String RETRY = "retry-errors";

    private final RunControl control;
    private final ClientCache cache;
    private final Save save;
    private final Safeguard safeguard;
    private final Inbox inbox;
    private final Receive receive;
    private final Cadence retries;
    private final Remainders remainders;
    private final Cadence purges;
    private final Optional<EventHandler> plugin;
    private final Watch watch;
    private final Optional<Traces> traces;
    private final ErrorDesk errors;
    private final CompleteSide complete;
    private final Flow flow;
    private BusConsumer bus;
    /**
     * Opens cache, routes, bus and plugin; none of the latter connects before its first use.
     *
     * @param store the cache; closed with this
     * @param plugin the Java object of the client plugin; empty for one made of routes only; closed with this
     * @param watch is told what happens
     * @param busDecoration applied to the consumer: what a test puts between bus and client
     */
    public ClientFlow(
            ClientConfig config,
            Store store,
            Clock clock,
            RunControl control,
            Notifier notifier,
            Optional<EventHandler> plugin,
            Watch watch,
            UnaryOperator<BusConsumer> busDecoration) {
        this.watch = watch;
        this.control = control;
        String application = "hermes-client-" + config.name();
        this.cache = new ClientCache(store, config);
        this.inbox = new Inbox(() -> bus, cache, control);
        this.retries = new Cadence(clock, config.errorQueueRetryInterval());
        this.purges = new Cadence(clock, config.trashbinPurgeInterval());
        this.plugin = plugin;
        this.safeguard = new Safeguard(application, cache, config.safeguards());
        PluginHandlers handlers = new PluginHandlers();
        this.save = new Save(application, cache, handlers, notifier);
        this.remainders = new Remainders(store, cache, retries);
        RemovalTime removal = new RemovalTime(cache, clock);
        this.receive = new Receive(cache, removal, remainders, event -> watch.events(List.of(event)));
        Backlog backlog = new Backlog(cache, removal, config.autoremediation());
        this.complete = new CompleteSide(cache, removal, backlog);
        Outcome outcome = new Outcome(cache, complete, backlog, remainders, removal, retries);
        Translate translate = new Translate(cache, complete);
        Admit admit = new Admit(cache);
        Handle handle = new Handle(cache, new WatchedHandlers(handlers, watch), removal, outcome);
        Retry retry = new Retry(cache, remainders, control);
        TranslateAgain again = new TranslateAgain(cache);
        this.errors = new ErrorDesk(cache, retry, this::retryNow, new Drop(cache, again, removal, outcome), save);
        Map<String, Object> beans = new HashMap<>();
        config.hermes().management().ifPresent(shown -> beans.put("phase-times", watch.times()));
        beans.put("apply", new Apply(receive, translate, admit, handle, outcome, watch.times()));
        beans.put("find-sequence", new FindSequence(inbox, cache, control, config.useFirstInitsyncSequence()));
        beans.put("read", inbox);
        beans.put("receive", receive);
        beans.put("change-schema", new ChangeSchema(cache, control));
        beans.put("change-datamodel", new ChangeDatamodel(cache, safeguard, control));
        beans.put("convert", new Convert(cache, complete, control));
        beans.put("retire", new Retire(cache));
        beans.put("translate", translate);
        beans.put("translate-again", again);
        beans.put("admit", admit);
        beans.put("handle", handle);
        beans.put("outcome", outcome);
        beans.put("retry", retry);
        beans.put("purge", new Purge(cache, safeguard, config.trashbinRetention(), clock, control));
        beans.put("save", save);
        ObjectLookup lookup = new CachedObjects(cache);
        beans.putAll(HandlerBeans.of(config.pluginSettings(), lookup));
        this.traces = config.hermes().traces().map(url -> Traces.to(url, application));
        traces.ifPresent(some -> beans.putAll(some.beans()));
        this.flow = Flow.start(application, RouteFiles.of(config), beans);
        try {
            bus = new WatchedConsumer(
                    busDecoration.apply(
                            Buses.consumer(flow.context(), config.hermes().bus())),
                    watch.contacts());
            plugin.ifPresent(java -> java.start(config.pluginSettings(), lookup));
            handlers.attach(HandlerDispatcher.attach(
                    flow.context(),
                    config.plugin(),
                    plugin,
                    config.handled().stream().map(HandledType::name).collect(Collectors.toSet()),
                    cache.localTypes()));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Does once whatever is due: the initsync sequence of a new client, else the retry of the error queue and all that is on
     * the bus; then saves, if anything was done.
     *
     * @throws FatalException if no retry can mend it
     * @throws HermesException if it failed; the failure is in the state, too
     */
    public void iterate() {
        try {
            watch.turn(this::work);
            save.exception(safeguard.heldPurge().or(inbox::lost).orElse(null));
        } catch (FatalException e) {
            throw e;
        } catch (HermesException e) {
            save.exception(e.getMessage());
            throw e;
        }
    }

    /**
     * Does once whatever is due, and the held purge, for which alone the limits on removals do not hold these removals.
     *
     * @param removals local type → the set to release
     * @throws HermesException as {@link #iterate}; if others are held by now
     */
    public void release(Map<String, String> removals) {
        safeguard.accept(removals);
        purges.hurry();
        try {
            iterate();
        } finally {
            safeguard.accept(Map.of());
        }
        safeguard.heldPurge().ifPresent(held -> {
            throw new HermesException(
                    "these removals are no longer those that were shown, or not all of them; " + held);
        });
    }

    /** What the safeguard holds, by local type; may be asked by any thread. */
    public Map<String, HeldRemovals> held() {
        return safeguard.held();
    }

    /**
     * Waits for a message that an initialised client has not read, up to {@code timeout}; tells whether there is one.
     *
     * @throws OffsetLostException if the bus cannot have it any more; it stays in the state until a wait succeeds
     */
    public boolean await(Duration timeout) {
        try {
            return inbox.await(timeout);
        } catch (OffsetLostException e) {
            save.exception(e.getMessage());
            throw e;
        }
    }

    /** Whether the client has processed a whole initsync sequence. */
    public boolean isInitialised() {
        return cache.state().position().isInitialised();
    }

    /** How the client stands; may be asked by any thread. */
    public ClientStatus status() {
        return save.status();
    }

    /** How many things the client keeps, as of its last save; may be asked by any thread. */
    public Sizes sizes() {
        return save.sizes();
    }

    /** The error queue, for operators. */
    public ErrorDesk errors() {
        return errors;
    }

    /** What a start with another configuration would tell handlers, of which {@code limit} calls are listed. */
    public PlanReport plan(ClientConfig wanted, int limit) {
        return DatamodelPlan.of(cache, complete, wanted, limit);
    }

    /** Where health and metrics are attached. */
    public CamelContext context() {
        return flow.context();
    }

    /** How far the client has read the bus; may be asked by any thread. */
    public Reading reading() {
        return inbox.reading();
    }

    /** How many messages of the bus were no events of Hermes, since the start; for any thread. */
    public long foreignMessages() {
        return receive.foreign();
    }

    /** Saves at the end; nothing is there to be saved before a sequence was found. */
    public void stop() {
        if (cache.state().position().isKnown()) {
            Update update = new Update();
            cache.keepConfig(update);
            cache.apply(update);
            flow.request("save", null);
        }
    }

    @Override
    public void close() {
        if (bus != null) {
            bus.close();
        }
        plugin.ifPresent(EventHandler::close);
        flow.close();
        traces.ifPresent(Traces::close);
        cache.close();
    }

    private void work() {
        try {
            doWhatIsDue();
        } finally {
            cache.record();
        }
        saveChanges();
    }

    private void doWhatIsDue() {
        remainders.resume();
        if (!cache.state().position().isInitialised()) {
            flow.request("initialise", null);
        } else {
            changeDatamodel();
            inTurn(retries, RETRY);
            inTurn(purges, "purge-trashbin");
            flow.request("consume", null);
        }
    }

    private void retryNow() {
        flow.request(RETRY, null);
        saveChanges();
    }

    /** What an operator's request has ended early is due again. */
    private void inTurn(Cadence cadence, String route) {
        if (cadence.isDue()) {
            flow.request(route, null);
            if (control.isWanted()) {
                cadence.hurry();
            }
        }
    }

    /** What a run that died had begun is finished first, with the datamodel that it was begun with. */
    private void changeDatamodel() {
        if (!cache.isBehind()) {
            return;
        }
        Optional<InFlight.Kind> begun = cache.state().inFlight().map(InFlight::kind);
        if (begun.filter(InFlight.Kind.MESSAGE::equals).isPresent()) {
            flow.request("consume", null);
        } else if (begun.filter(InFlight.Kind.PURGE::equals).isPresent()) {
            flow.request("purge-trashbin", null);
        }
        flow.request("change-datamodel", null);
    }

    /** Saves what was done since the last save, if anything was. */
    public void saveChanges() {
        if (cache.isUnsaved()) {
            flow.request("save", null);
        }
    }
}
