package org.hermescdc.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hermescdc.HermesClient;
import org.hermescdc.HermesServer;
import org.hermescdc.StatusSchema;
import org.hermescdc.camel.FatalException;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.event.EventJson;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.ops.Notifier;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.store.Store;

/** The real programs, with the clock, the target, the mail box and the bus faults of a scenario around them. */
final class World {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScenarioClock clock;
    private final BusFaults bus = new BusFaults();
    private final ScenarioRecorder recorder = new ScenarioRecorder();
    private final List<String> mails = new ArrayList<>();
    private final Notifier notifier = note -> mails.add(note.fullSubject());
    private final ConfigLoader loader;
    private UnaryOperator<Store> serverStore = UnaryOperator.identity();
    private UnaryOperator<Store> clientStore = UnaryOperator.identity();
    private ClientConfig clientConfig;

    World(ScenarioClock clock) {
        this.clock = clock;
        PluginCatalog installed = PluginCatalog.installed(Path.of("routes/handler"));
        Map<String, Supplier<EventHandler>> handlers = new HashMap<>(installed.handlers());
        handlers.put(recorder.name(), () -> recorder);
        PluginCatalog catalog = new PluginCatalog(
                installed.dataSources(), installed.buses(), handlers, installed.filters(), installed.routeHandlers());
        this.loader = new ConfigLoader(catalog, Map.of());
    }

    ScenarioClock clock() {
        return clock;
    }

    BusFaults bus() {
        return bus;
    }

    ScenarioRecorder recorder() {
        return recorder;
    }

    /** The subjects of the mails since the last time. */
    List<String> drainMails() {
        List<String> drained = List.copyOf(mails);
        mails.clear();
        return drained;
    }

    /** Shows the store of each program that starts from now on. */
    void watchStores(UnaryOperator<Store> ofServer, UnaryOperator<Store> ofClient) {
        serverStore = ofServer;
        clientStore = ofClient;
    }

    /** The configuration that the client was started with last. */
    ClientConfig clientConfig() {
        return clientConfig;
    }

    ServerUnderTest server() {
        return new RealServer();
    }

    ClientUnderTest client() {
        return new RealClient();
    }

    private final class RealServer implements ServerUnderTest {
        private HermesServer server;

        @Override
        public void start(Path config) {
            server = new HermesServer(loader.loadServer(config), clock, notifier, serverStore, bus::around);
            try {
                server.start();
            } catch (HermesException e) {
                server.close();
                throw e;
            }
        }

        @Override
        public void cycle() {
            server.cycle();
        }

        @Override
        public List<String> plan() {
            return server.plan(Optional.empty()).changes().stream()
                    .map(planned -> EventJson.write(planned.event()))
                    .toList();
        }

        @Override
        public void initsync() {
            server.initsync();
        }

        @Override
        public void stop() {
            server.stop();
        }

        @Override
        public JsonNode status() {
            try {
                JsonNode status =
                        JSON.readTree(ValueJson.text(server.status(true).tree(true)));
                StatusSchema.assertFits(status);
                ObjectNode information =
                        (ObjectNode) status.get("hermes-server").get("information");
                information.remove(List.of("startTime", "nextUpdate"));
                // 1.0.9 did not tell these
                information.remove(List.of("eventsPerSecond", "lastCycle"));
                return status;
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final class RealClient implements ClientUnderTest {
        private HermesClient client;

        @Override
        public void start(Path file) {
            clientConfig = loader.loadClient(file, recorder.name());
            client = new HermesClient(
                    clientConfig, clock, notifier, Optional.of(recorder), clientStore, UnaryOperator.identity());
        }

        @Override
        public boolean iterate() {
            try {
                client.iterate();
            } catch (FatalException e) {
                client.stop();
                return false;
            } catch (HermesException told) {
                return true;
            }
            return true;
        }

        @Override
        public void stop() {
            client.stop();
        }

        @Override
        public Duration retryInterval() {
            return clientConfig.errorQueueRetryInterval();
        }
    }
}
