package org.hermescdc.camel.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.event.EventJson;
import org.hermescdc.spi.HandlerEvent;

/**
 * The metrics of a program; each is described in {@code docs/reference/metrics.md}. A value that is not known yet is NaN.
 */
public final class Meters implements Observer {

    private static final String NAME = "hermes.";
    private static final String TYPE = "type";
    private static final String EVENT = "event";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmHeapPressureMetrics heap = new JvmHeapPressureMetrics();
    private final Counter retries;

    /** @param application its name, the label of {@code hermes_info} */
    Meters(String application, String version) {
        Gauge.builder(NAME + "info", () -> 1)
                .tags("application", application, "version", version)
                .description("Which program this is; always 1")
                .register(registry);
        retries = Counter.builder(NAME + "retries")
                .description("Handler calls for events that may have been handled before")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        heap.bindTo(registry);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    /** A number that {@code value} tells whenever it is asked; null for one that is not known. */
    public Meters gauge(String name, String description, Supplier<Number> value, String... labels) {
        Gauge.builder(NAME + name, () -> orUnknown(value.get()))
                .tags(labels)
                .description(description)
                .register(registry);
        return this;
    }

    /** A number that only grows. */
    public Meters count(String name, String description, Supplier<Long> value) {
        FunctionCounter.builder(NAME + name, value, count -> count.get())
                .description(description)
                .register(registry);
        return this;
    }

    @Override
    public void event(Event event) {
        String type = event instanceof ObjectEvent object ? object.type() : "";
        Counter.builder(NAME + "events")
                .tags(
                        TYPE,
                        type,
                        EVENT,
                        EventJson.typeOf(event),
                        "category",
                        event.category().text())
                .description("Events that the bus acknowledged, or that the client took from it")
                .register(registry)
                .increment();
    }

    @Override
    public void handled(String localType, HandlerEvent event, Duration time, boolean retry, boolean failed) {
        Timer.builder(NAME + "handler")
                .tags(TYPE, localType, EVENT, event.word(), "result", failed ? "failed" : "done")
                .description("Calls of handlers")
                .register(registry)
                .record(time);
        if (retry) {
            retries.increment();
        }
    }

    @Override
    public void cycle(Cycle cycle) {
        Timer.builder(NAME + "cycle")
                .tags("result", cycle.result().text())
                .description("Cycles of the server, turns of a client that had something to do")
                .register(registry)
                .record(cycle.total());
        cycle.phases().forEach((phase, time) -> Timer.builder(NAME + "phase")
                .tags("phase", phase)
                .description("Phases of cycles")
                .register(registry)
                .record(time));
    }

    void close() {
        heap.close();
        registry.close();
    }

    private static Number orUnknown(Number value) {
        return value == null ? Double.NaN : value;
    }
}
