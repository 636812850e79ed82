package org.hermescdc.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.hermescdc.camel.Flow;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.EventJson;
import org.hermescdc.spi.BusProducer;

/** A server in a process of its own, which ends, as by kill -9, where it is told to. */
public final class CrashingServer {

    static final int CRASHED = 99;

    private static Consumer<Step> crash;

    private CrashingServer() {}

    /** @param arguments the folder of a {@link CrashSite}, a {@link Work}, a {@link Step}, and at which time it comes */
    public static void main(String[] arguments) {
        CrashSite site = new CrashSite(Path.of(arguments[0]));
        System.setProperty(Flow.ROUTES_PROPERTY, site.routes().toString());
        crash = crashAt(Step.valueOf(arguments[2]), Integer.parseInt(arguments[3]));
        Work.valueOf(arguments[1])
                .run(site.server(
                        store -> site.watched(store, crash),
                        bus -> new WatchedBus(new Acknowledging(bus, site.acknowledged()), crash),
                        notification -> {}));
        Runtime.getRuntime().halt(0);
    }

    /** A step that {@link CrashSite#routes} puts into the datasource's route. */
    public static void beforeCommitOne() {
        crash.accept(Step.BEFORE_COMMIT_ONE);
    }

    /** A step that {@link CrashSite#routes} puts into the datasource's route. */
    public static void afterCommitOne() {
        crash.accept(Step.AFTER_COMMIT_ONE);
    }

    private static Consumer<Step> crashAt(Step wanted, int time) {
        int[] left = {time};
        return step -> {
            if (step == wanted && --left[0] == 0) {
                Runtime.getRuntime().halt(CRASHED);
            }
        };
    }

    /** Writes down what the bus has acknowledged, for those who come after the death. */
    private record Acknowledging(BusProducer bus, Path file) implements BusProducer {

        @Override
        public void publish(List<Event> events) {
            bus.publish(events);
            try {
                Files.write(
                        file,
                        events.stream().map(EventJson::write).toList(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            bus.close();
        }
    }
}
