package org.hermescdc.camel.observe;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Measures the steps of a cycle where they are called: a phase is a bean of the routes, and its time is that of all its
 * calls. One thread begins and ends cycles; any thread asks for the last one.
 */
public final class PhaseTimes implements InterceptStrategy {

    private final Set<String> phases;
    private final Clock clock;
    private final Map<String, Duration> spent = new LinkedHashMap<>();
    private LocalDateTime start;
    private long startNanos;
    private volatile Cycle last;

    /** @param phases names of beans in routes */
    public PhaseTimes(Set<String> phases, Clock clock) {
        this.phases = Set.copyOf(phases);
        this.clock = clock;
    }

    /** A cycle begins. */
    public void begin() {
        spent.clear();
        start = LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        startNanos = System.nanoTime();
    }

    /** The cycle that was begun is over. */
    public Cycle end(Cycle.Result result) {
        last = new Cycle(start, Duration.ofNanos(System.nanoTime() - startNanos), spent, result);
        start = null;
        return last;
    }

    /** The last cycle that is over; empty before the first. */
    public Optional<Cycle> last() {
        return Optional.ofNullable(last);
    }

    /** Whether nothing was measured since the cycle began. */
    public boolean isIdle() {
        return spent.isEmpty();
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor next) {
        return definition instanceof BeanDefinition step && step.getRef() != null && phases.contains(step.getRef())
                ? new Measured(step.getRef(), target)
                : target;
    }

    /** Adds what calls of a phase took that are no steps of a route; between two cycles it is of no cycle. */
    public void add(String phase, long nanos) {
        if (start != null) {
            spent.merge(phase, Duration.ofNanos(nanos), Duration::plus);
        }
    }

    private final class Measured extends DelegateAsyncProcessor {
        private final String phase;

        Measured(String phase, Processor step) {
            super(step);
            this.phase = phase;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            long before = System.nanoTime();
            return super.process(exchange, done -> {
                add(phase, System.nanoTime() - before);
                callback.done(done);
            });
        }
    }
}
