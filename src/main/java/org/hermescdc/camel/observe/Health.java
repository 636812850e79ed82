package org.hermescdc.camel.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** What makes a program ready: conditions that say in words what is wrong, asked by any thread. */
public final class Health {

    /** The message bus as a peer. */
    static final String BUS = "bus";

    private final Map<String, Supplier<Optional<String>>> conditions = new LinkedHashMap<>();

    /** A datasource as a peer. */
    static String source(String name) {
        return "datasource " + name;
    }

    /** Adds a condition; {@code problem} says what is wrong, or nothing. */
    public Health add(String name, Supplier<Optional<String>> problem) {
        conditions.put(name, problem);
        return this;
    }

    /** Adds the bus. */
    public Health addBus(Watch watch) {
        return add(BUS, () -> watch.contacts().problem(BUS));
    }

    /** Adds a declared source. */
    public Health addSource(String name, Watch watch) {
        return add(source(name), () -> watch.contacts().problem(source(name)));
    }

    /** What is wrong now, by condition; empty when the program is ready. */
    Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        conditions.forEach((name, problem) -> problem.get().ifPresent(text -> problems.put(name, text)));
        return problems;
    }

    /** Makes Camel ask these conditions, and none about its own routes: those that a client stops are stopped on purpose. */
    void register(CamelContext camel) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        registry.setEnabled(true);
        registry.setExposureLevel("full");
        conditions.forEach((name, problem) -> registry.register(new Condition(name, problem)));
    }

    private static final class Condition extends AbstractHealthCheck {
        private final Supplier<Optional<String>> problem;

        Condition(String name, Supplier<Optional<String>> problem) {
            super("hermes", name);
            this.problem = problem;
        }

        @Override
        public boolean isLiveness() {
            return false;
        }

        @Override
        protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
            Optional<String> text = problem.get();
            builder.state(text.isPresent() ? HealthCheck.State.DOWN : HealthCheck.State.UP);
            // Camel would escape quotation marks twice
            text.ifPresent(words -> builder.message(words.replace('"', '\'')));
        }
    }
}
