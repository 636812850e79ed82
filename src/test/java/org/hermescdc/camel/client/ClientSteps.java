package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.hermescdc.TestClock;
import org.hermescdc.camel.observe.PhaseTimes;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.Safeguards;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.translate.Datamodel;
import org.hermescdc.ops.RunControl;
import org.hermescdc.store.ErrorQueueFormat;
import org.hermescdc.store.FileKind;
import org.hermescdc.store.MemoryStore;
import org.hermescdc.store.Store;

/** A client without Camel: its routes step by step, over a bus, a cache and a target in memory. */
final class ClientSteps {

    static final Duration RETENTION = Duration.ofHours(50);

    private static final Map<String, List<Map<String, Object>>> ROUTES = PlainRoutes.read();

    private final IntFunction<Datamodel> datamodels;
    private final ModelTarget target;
    private final TestClock clock = new TestClock();
    private final MemoryBus bus = new MemoryBus();
    private final Store store = new MemoryStore();
    private ClientCache cache;
    private Cadence retries;
    private Cadence purges;
    private Remainders remainders;
    private Drop drop;
    private ClientConfig config;
    private CompleteSide complete;
    private PlainRoutes routes;

    ClientSteps(IntFunction<Datamodel> datamodels, ModelTarget target) {
        this.datamodels = datamodels;
        this.target = target;
    }

    TestClock clock() {
        return clock;
    }

    void put(List<Event> events) {
        bus.put(clock.instant(), events.toArray(Event[]::new));
    }

    void start(ClientCase.Settings settings) {
        config = ClientFixture.config(
                Path.of("memory"),
                settings.remediation(),
                settings.policy(),
                settings.trashbin() ? RETENTION : Duration.ZERO,
                Duration.ofSeconds(1),
                false,
                Safeguards.OFF,
                datamodels.apply(settings.datamodel()),
                Map.of("hermes-client", Map.of("datamodel", Map.of("number", (long) settings.datamodel()))),
                this::kept);
        RunControl control = new RunControl("hermes-client-test", clock);
        cache = new ClientCache(store, config);
        retries = new Cadence(clock, config.errorQueueRetryInterval());
        purges = new Cadence(clock, config.trashbinPurgeInterval());
        Inbox inbox = new Inbox(() -> bus, cache, control);
        Safeguard safeguard = new Safeguard("hermes-client-test", cache, config.safeguards());
        RemovalTime removal = new RemovalTime(cache, clock);
        remainders = new Remainders(store, cache, retries);
        Backlog backlog = new Backlog(cache, removal, config.autoremediation());
        complete = new CompleteSide(cache, removal, backlog);
        Outcome outcome = new Outcome(cache, complete, backlog, remainders, removal, retries);
        Receive receive = new Receive(cache, removal, remainders, event -> {});
        Translate translate = new Translate(cache, complete);
        Admit admit = new Admit(cache);
        Handle handle = new Handle(cache, target, removal, outcome);
        Map<String, Object> beans = new HashMap<>();
        beans.put("find-sequence", new FindSequence(inbox, cache, control, config.useFirstInitsyncSequence()));
        beans.put("read", inbox);
        beans.put("receive", receive);
        beans.put("change-schema", new ChangeSchema(cache, control));
        beans.put("change-datamodel", new ChangeDatamodel(cache, safeguard, control));
        beans.put("convert", new Convert(cache, complete, control));
        beans.put("retire", new Retire(cache));
        beans.put("translate", translate);
        PhaseTimes times = new PhaseTimes(Set.of(), clock);
        beans.put("apply", new Apply(receive, translate, admit, handle, outcome, times));
        TranslateAgain again = new TranslateAgain(cache);
        drop = new Drop(cache, again, removal, outcome);
        beans.put("translate-again", again);
        beans.put("admit", admit);
        beans.put("handle", handle);
        beans.put("outcome", outcome);
        beans.put("retry", new Retry(cache, remainders, control));
        beans.put("purge", new Purge(cache, safeguard, config.trashbinRetention(), clock, control));
        beans.put("save", new Save("hermes-client-test", cache, target, notification -> {}));
        routes = PlainRoutes.of(ROUTES, beans);
    }

    @SuppressWarnings("unchecked")
    private Datamodel kept(Map<String, Object> effective) {
        Map<String, Object> client = (Map<String, Object>) effective.get("hermes-client");
        return datamodels.apply(((Long) ((Map<String, Object>) client.get("datamodel")).get("number")).intValue());
    }

    /** What {@link ClientFlow} does in one turn. */
    void turn() {
        remainders.resume();
        if (!cache.state().position().isInitialised()) {
            routes.request("initialise", null);
        } else {
            if (cache.isBehind()) {
                changeDatamodel();
            }
            if (retries.isDue()) {
                routes.request("retry-errors", null);
            }
            if (purges.isDue()) {
                routes.request("purge-trashbin", null);
            }
            routes.request("consume", null);
        }
        if (cache.isUnsaved()) {
            routes.request("save", null);
        }
    }

    /**
     * An operator drops an entry of the queue, if there is one.
     *
     * @param place which one of those that might be retried, and whose event could be made: what could not be never reaches
     *     the target, as no model says
     * @return the local object that it was about
     */
    Optional<ObjectId> drop(int place) {
        if (!cache.state().position().isInitialised() || cache.isBehind()) {
            return Optional.empty();
        }
        List<QueuedEvent> droppable = queue().stream()
                .filter(entry -> entry.local() != null && cache.queue().isRetryable(entry))
                .toList();
        if (droppable.isEmpty()) {
            return Optional.empty();
        }
        QueuedEvent entry = droppable.get(place % droppable.size());
        drop.drop(entry);
        return Optional.of(entry.localObject());
    }

    /** What a plan tells before is what is done, where all goes well. */
    private void changeDatamodel() {
        boolean well = target.isWell();
        List<String> planned = DatamodelPlan.of(cache, complete, config, Integer.MAX_VALUE).changes().stream()
                .map(change -> change.kind() + " " + change.type() + " " + change.key())
                .toList();
        target.drain();
        routes.request("change-datamodel", null);
        if (well) {
            assertThat(target.drain()).isEqualTo(planned);
        }
    }

    /** What it does at its end. */
    void stop() {
        if (cache.state().position().isKnown()) {
            Update update = new Update();
            cache.keepConfig(update);
            cache.apply(update);
            routes.request("save", null);
        }
    }

    List<QueuedEvent> queue() {
        return List.copyOf(cache.queue().entries());
    }

    /** Whether no event waits for anything. */
    boolean isQuiet() {
        return cache.queue().isEmpty()
                && store.table("_remainders", ErrorQueueFormat.INSTANCE, FileKind.PRIVATE_DATA)
                        .isEmpty();
    }

    /** How many messages it has not read. */
    long behind() {
        return bus.bounds().end() - cache.state().position().next();
    }

    Set<String> localTypes() {
        return cache.datamodel().types().keySet();
    }

    Twins remote(String type) {
        return cache.collections().remote(type);
    }

    Twins local(String type) {
        return cache.collections().local(type);
    }

    static Map<Key, Entry> kept(Collection collection) {
        Map<Key, Entry> objects = new LinkedHashMap<>();
        collection.keys().forEach(key -> objects.put(key, collection.find(key).kept()));
        return objects;
    }

    static Map<Key, Entry> trashed(Collection collection) {
        Map<Key, Entry> objects = new LinkedHashMap<>();
        collection
                .trashedKeys()
                .forEach(key -> objects.put(key, collection.find(key).trashed()));
        return objects;
    }
}
