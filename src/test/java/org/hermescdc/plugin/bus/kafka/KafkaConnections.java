package org.hermescdc.plugin.bus.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.hermescdc.camel.Buses;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.Category;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusFactory.Environment;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.spi.Settings;

/** Producers and consumers on topics of a test; with the shipped route, but less patient, as an operator may tune it. */
final class KafkaConnections implements AutoCloseable {

    private static final Map<String, String> IMPATIENT = Map.of(
            "requestTimeoutMs: 10000", "requestTimeoutMs: 1000",
            "deliveryTimeoutMs: 30000", "deliveryTimeoutMs: 4000",
            "maxBlockMs: 10000", "maxBlockMs: 2000");

    private final Path folder;
    private final Map<String, Object> settings;
    private final List<AutoCloseable> opened = new ArrayList<>();

    /** @param settings what both sides have */
    KafkaConnections(Path folder, Map<String, Object> settings) {
        this.folder = folder;
        this.settings = settings;
    }

    BusProducer producer() throws Exception {
        BusProducer made = Buses.producer(
                context(), declaration("max_request_size", 1_048_576L), new Environment(Clock.systemUTC(), 0027));
        opened.add(made);
        return made;
    }

    BusConsumer consumer() throws Exception {
        BusConsumer made = Buses.consumer(context(), declaration("group_id", "test"));
        opened.add(made);
        return made;
    }

    static Event added(int id) {
        return new Event.Added(Category.BASE, "Users", Key.of((long) id), Entry.of(Map.of("id", (long) id)));
    }

    @Override
    public void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private HermesConfig.Plugin declaration(String key, Object value) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(key, value);
        return new HermesConfig.Plugin("kafka", new Settings(all));
    }

    private CamelContext context() throws Exception {
        String route = Files.readString(Path.of("routes/bus/kafka.camel.yaml"));
        for (Map.Entry<String, String> tuned : IMPATIENT.entrySet()) {
            if (!route.contains(tuned.getKey())) {
                throw new IllegalStateException("the route has no '" + tuned.getKey() + "'");
            }
            route = route.replace(tuned.getKey(), tuned.getValue());
        }
        Path file = Files.writeString(folder.resolve("kafka.camel.yaml"), route);
        CamelContext context = new DefaultCamelContext();
        opened.add(context);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + file));
        context.start();
        return context;
    }
}
