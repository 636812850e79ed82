package org.hermescdc.camel.observe;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.ops.Application;

/** Health, metrics and status page of one program, at its management port. */
public final class Management implements AutoCloseable {

    private final Meters meters;

    private Management(Meters meters) {
        this.meters = meters;
    }

    /**
     * What a program gives to look at.
     *
     * @param application whose status is shown, and who takes the actions of the page
     * @param sizes how many things it keeps
     * @param health when it is ready
     * @param gauges adds the metrics that only this kind of program has
     */
    public record Program(
            Application application, Watch watch, Supplier<Sizes> sizes, Health health, Consumer<Meters> gauges) {}

    /**
     * Listens from now on, until the context is stopped.
     *
     * @throws org.hermescdc.core.HermesException if nothing can listen at the port
     */
    public static Management open(CamelContext camel, HermesConfig.Management config, Clock clock, Program program) {
        Meters meters = new Meters(program.application().name(), version());
        program.gauges().accept(meters);
        History history = new History(clock, () -> program.sizes().get().entries());
        program.watch().add(meters);
        program.watch().add(history);
        program.health().register(camel);
        Actions actions = new Actions(program.application(), config.token());
        Pages pages = new Pages(new PageData(program, history, actions), actions);
        ManagementPort.open(camel, config, meters, pages);
        return new Management(meters);
    }

    private static String version() {
        String version = Management.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public void close() {
        meters.close();
    }
}
