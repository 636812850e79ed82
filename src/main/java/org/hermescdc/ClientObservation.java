package org.hermescdc;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.hermescdc.camel.HeldRemovals;
import org.hermescdc.camel.client.ClientFlow;
import org.hermescdc.camel.observe.Health;
import org.hermescdc.camel.observe.Management;
import org.hermescdc.camel.observe.Meters;
import org.hermescdc.camel.observe.Watch;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.ops.RunControl;

/** What a client shows at its management port. */
final class ClientObservation {

    private final ClientConfig config;
    private final ClientFlow flow;
    private final RunControl control;

    private ClientObservation(ClientConfig config, ClientFlow flow, RunControl control) {
        this.config = config;
        this.flow = flow;
        this.control = control;
    }

    /** Listens, if the configuration names a port; closes the flow if that cannot be. */
    static Optional<Management> open(
            HermesClient client, ClientConfig config, Clock clock, ClientFlow flow, Watch watch) {
        ClientObservation shown = new ClientObservation(config, flow, client.control());
        try {
            return config.hermes()
                    .management()
                    .map(management -> Management.open(
                            flow.context(),
                            management,
                            clock,
                            new Management.Program(
                                    client, watch, flow::sizes, shown.health(management, watch), shown::add)));
        } catch (RuntimeException e) {
            flow.close();
            throw e;
        }
    }

    private Health health(HermesConfig.Management management, Watch watch) {
        Duration most = management.maxAge().orElseGet(() -> Conditions.defaultAge(config.updateInterval()));
        return new Health()
                .addBus(watch)
                .add("initsync", this::initsync)
                .add("cycle", () -> progress(watch, most))
                .add("error queue", () -> queue(management.maxErrors()))
                .add("held removals", () -> Conditions.held(flow.held()))
                .add("paused", () -> Conditions.paused(control));
    }

    private Optional<String> initsync() {
        return flow.reading().isInitialised()
                ? Optional.empty()
                : Optional.of("not initialised yet: " + flow.reading().tree().get("initsync"));
    }

    private Optional<String> progress(Watch watch, Duration most) {
        String exception = flow.status().exception();
        if (exception != null) {
            return Optional.of("the client makes no progress: " + exception);
        }
        Duration age = watch.sinceProgress();
        return age.compareTo(most) <= 0
                ? Optional.empty()
                : Optional.of("no progress for " + age.toSeconds() + " s; more than " + most.toSeconds() + " s");
    }

    private Optional<String> queue(int most) {
        int queued = flow.status().queue().size();
        return queued <= most
                ? Optional.empty()
                : Optional.of(queued + " objects wait in the error queue; more than " + most);
    }

    private void add(Meters meters) {
        Conditions.addTo(meters, control, () -> flow.status().exception() != null);
        meters.gauge("bus.lag", "Messages on the bus that the client has not taken yet", () -> flow.reading()
                        .lag())
                .gauge("bus.next.offset", "Offset of the next message that the client wants", () -> flow.reading()
                        .next())
                .gauge(
                        "initialised",
                        "1 once an initsync sequence was processed",
                        () -> flow.reading().isInitialised() ? 1 : 0)
                .gauge("queue.events", "Events in the error queue", () -> flow.sizes()
                        .queued()
                        .orElse(null))
                .gauge("queue.errors", "Objects in the error queue whose handler failed", () -> flow.status()
                        .queue()
                        .size())
                .count("foreign.messages", "Messages of the bus that are no events of Hermes", flow::foreignMessages);
        config.datamodel().types().keySet().forEach(type -> addType(meters, type));
    }

    private void addType(Meters meters, String type) {
        meters.gauge(
                "entries",
                "Objects that the target has",
                () -> flow.sizes().entries().get(type),
                "type",
                type);
        meters.gauge(
                "trashbin",
                "Objects in the trashbin",
                () -> flow.sizes().trashed().get(type),
                "type",
                type);
        meters.gauge("held.removals", "Removals that wait for an operator", () -> held(type), "type", type);
    }

    private int held(String type) {
        HeldRemovals held = flow.held().get(type);
        return held == null ? 0 : held.removed();
    }
}
