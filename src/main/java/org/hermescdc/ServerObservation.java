package org.hermescdc;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hermescdc.camel.HeldRemovals;
import org.hermescdc.camel.observe.Health;
import org.hermescdc.camel.observe.Management;
import org.hermescdc.camel.observe.Meters;
import org.hermescdc.camel.observe.Watch;
import org.hermescdc.camel.server.ServerFlow;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.ops.RunControl;
import org.hermescdc.ops.StatusReport;

/** What a server shows at its management port. */
final class ServerObservation {

    private static final List<String> ERRORS = List.of("inconsistencies", "mergeConflicts");
    private static final List<String> WARNINGS = List.of("integrityFiltered", "mergeFiltered");

    private final ServerConfig config;
    private final Clock clock;
    private final ServerFlow flow;
    private final RunControl control;
    private final LocalDateTime start;

    private ServerObservation(ServerConfig config, Clock clock, ServerFlow flow, RunControl control) {
        this.config = config;
        this.clock = clock;
        this.flow = flow;
        this.control = control;
        this.start = flow.now();
    }

    /** Listens, if the configuration names a port; closes the flow if that cannot be. */
    static Optional<Management> open(
            HermesServer server, ServerConfig config, Clock clock, ServerFlow flow, Watch watch) {
        ServerObservation shown = new ServerObservation(config, clock, flow, server.control());
        try {
            return config.hermes()
                    .management()
                    .map(management -> Management.open(
                            flow.context(),
                            management,
                            clock,
                            new Management.Program(
                                    server, watch, flow::sizes, shown.health(management.maxAge(), watch), shown::add)));
        } catch (RuntimeException e) {
            flow.close();
            throw e;
        }
    }

    private Health health(Optional<Duration> maxAge, Watch watch) {
        Duration most = maxAge.orElseGet(() -> Conditions.defaultAge(config.updateInterval()));
        Health health = new Health().addBus(watch);
        config.hermes().dataSources().keySet().forEach(source -> health.addSource(source, watch));
        return health.add("cycle", () -> cycle(most))
                .add("held removals", () -> Conditions.held(flow.held()))
                .add("paused", () -> Conditions.paused(control));
    }

    private Optional<String> cycle(Duration most) {
        String exception = flow.state().exception();
        if (exception != null) {
            return Optional.of("the last cycle failed: " + exception);
        }
        LocalDateTime last = flow.state().lastUpdate();
        Duration age = Duration.between(last == null ? start : last, LocalDateTime.now(clock));
        if (age.compareTo(most) <= 0) {
            return last == null ? Optional.of("no cycle has succeeded yet") : Optional.empty();
        }
        return Optional.of((last == null
                        ? "no cycle has succeeded yet"
                        : "the last successful cycle began at " + StatusReport.time(last))
                + "; more than " + most.toSeconds() + " s ago");
    }

    private void add(Meters meters) {
        Conditions.addTo(meters, control, () -> flow.state().exception() != null);
        meters.gauge(
                "last.cycle.timestamp.seconds",
                "When the last successful cycle began, in seconds since 1970",
                () -> flow.state().lastUpdate() == null
                        ? null
                        : flow.state().lastUpdate().atZone(clock.getZone()).toEpochSecond());
        config.datamodel().keySet().forEach(type -> addType(meters, type));
    }

    private void addType(Meters meters, String type) {
        meters.gauge(
                "entries",
                "Entries that clients were told",
                () -> flow.sizes().entries().get(type),
                "type",
                type);
        meters.gauge("held.removals", "Removals that wait for an operator", () -> held(type), "type", type);
        ERRORS.forEach(kind ->
                addErrors(meters, type, kind, () -> flow.state().errorsOf(type).get(kind)));
        WARNINGS.forEach(kind -> addErrors(meters, type, kind, () -> flow.warnings()
                .getOrDefault(type, Map.of())
                .get(kind)));
    }

    private static void addErrors(Meters meters, String type, String kind, Supplier<Object> entries) {
        meters.gauge(
                "data.errors",
                "Entries that sources contradict each other about, or that a constraint dropped",
                () -> entries.get() instanceof Collection<?> list ? list.size() : 0,
                "type",
                type,
                "kind",
                kind);
    }

    private int held(String type) {
        HeldRemovals held = flow.held().get(type);
        return held == null ? 0 : held.removed();
    }
}
