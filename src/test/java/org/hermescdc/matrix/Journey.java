package org.hermescdc.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.hermescdc.HermesClient;
import org.hermescdc.HermesServer;
import org.hermescdc.camel.FatalException;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.core.HermesException;
import org.hermescdc.matrix.World.Shown;
import org.hermescdc.scenario.ScenarioClock;

/** One way through the matrix: a server on a source and a bus, a client on the bus and a target. */
final class Journey implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** The longest pause of a retry that a configuration of ours has. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final ScenarioClock clock = new ScenarioClock(Instant.parse("2031-03-03T08:00:00Z"));
    private final Source source;
    private final Target target;
    private final Bus bus;
    private final Set<Shown> shows;
    private final HermesServer server;
    private final PluginCatalog plugins;
    private final ClientConfig clientConfig;
    private HermesClient client;

    /** What is away for a while on the way. */
    enum Outage {
        SOURCE,
        BUS,
        TARGET
    }

    Journey(Path folder, Source source, Bus bus, Target target, Set<Shown> shows) throws IOException {
        this.source = source;
        this.bus = bus;
        this.target = target;
        this.shows = shows;
        plugins = PluginCatalog.installed(folder);
        ConfigLoader loader = new ConfigLoader(plugins, Map.of());
        server = new HermesServer(
                loader.loadServer(write(folder.resolve("hermes-server-config.yml"), serverConfig(folder))),
                clock,
                notification -> {});
        clientConfig = loader.loadClient(
                write(folder.resolve("hermes-client-matrix-config.yml"), clientConfig(folder)), "matrix");
        client = newClient();
    }

    private HermesClient newClient() {
        return new HermesClient(clientConfig, clock, notification -> {}, plugins.handler(clientConfig.plugin()));
    }

    /** Carries a first state and a second one from the source to the target, through the outages. */
    void make(Set<Outage> outages) throws Exception {
        source.hold(World.before());
        server.start();
        server.cycle();
        server.initsync();
        arrive(World.before());

        source.hold(World.after());
        if (outages.contains(Outage.SOURCE)) {
            source.takeAway();
            assertThatThrownBy(server::cycle)
                    .isInstanceOf(HermesException.class)
                    .hasMessageNotContaining("\n");
            source.bringBack();
        }
        if (outages.contains(Outage.BUS)) {
            bus.takeAway();
            assertThatThrownBy(server::cycle)
                    .isInstanceOf(HermesException.class)
                    .hasMessageNotContaining("\n");
            bus.bringBack();
        }
        if (!outages.isEmpty()) {
            assertThat(target.facts())
                    .as("before anything was sent")
                    .isEqualTo(World.before().facts(shows));
        }
        if (outages.contains(Outage.TARGET)) {
            target.takeAway();
        }
        cycle();
        if (outages.contains(Outage.TARGET)) {
            turn();
            turn();
            target.bringBack();
        }
        arrive(World.after());
        cycle();
        settle();
        assertThat(target.facts())
                .as("after one more cycle")
                .isEqualTo(World.after().facts(shows));
    }

    /** A bus that just came back may have been asked before that, and its failure is told after it. */
    private void settle() {
        long end = System.nanoTime() + LIMIT.toNanos();
        String status;
        do {
            turn();
            status = client == null
                    ? "unhandledException: ended"
                    : client.status(false).tree(false).toString();
        } while (status.matches("(?s).*(errorQueue|unhandledException).*") && System.nanoTime() < end);
        assertThat(status).doesNotContain("errorQueue", "unhandledException");
    }

    /** One cycle; where the bus was away, it may need a moment to be found again. */
    private void cycle() {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                server.cycle();
                return;
            } catch (HermesException e) {
                assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(end);
            }
        }
    }

    private void arrive(World world) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        World.Facts expected = world.facts(shows);
        do {
            turn();
        } while (!target.facts().equals(expected) && System.nanoTime() < end);
        assertThat(target.facts())
                .as(() -> "the client's status: "
                        + (client == null ? "ended" : client.status(true).tree(true)))
                .isEqualTo(expected);
    }

    /** One turn of the client; one that had to end is started anew, as a service manager does. */
    private void turn() {
        clock.advance(RETRY);
        try {
            if (client == null) {
                client = newClient();
            }
            client.iterate();
        } catch (FatalException end) {
            client.close();
            client = null;
        } catch (HermesException away) {
            LockSupport.parkNanos(50_000_000);
        }
    }

    @Override
    public void close() {
        client.stop();
        server.stop();
    }

    private Map<String, Object> serverConfig(Path folder) {
        Map<String, Object> datamodel = new LinkedHashMap<>();
        for (Type type : Type.values()) {
            Map<String, Object> declaration = new LinkedHashMap<>();
            declaration.put(
                    "primarykeyattr", type.key().size() == 1 ? type.key().get(0) : type.key());
            if (type == Type.MEMBERS) {
                declaration.put(
                        "foreignkeys",
                        Map.of(
                                "group_id", Map.of("from_objtype", "Groups", "from_attr", "id"),
                                "user_id", Map.of("from_objtype", "Users", "from_attr", "id")));
            }
            Map<String, Object> mapping = new LinkedHashMap<>();
            type.columns().forEach(attribute -> mapping.put(attribute, source.mapping(type, attribute)));
            declaration.put(
                    "sources",
                    Map.of(source.datasource(type), Map.of("fetch", source.fetch(type), "attrsmapping", mapping)));
            datamodel.put(type.typeName(), declaration);
        }
        return Map.of(
                "hermes",
                hermes(
                        folder.resolve("server-cache"),
                        Map.of("datasources", source.declarations(), "messagebus", bus.forServer())),
                "hermes-server",
                Map.of("updateInterval", 3600, "datamodel", datamodel));
    }

    private Map<String, Object> clientConfig(Path folder) {
        Map<String, Object> datamodel = new LinkedHashMap<>();
        for (Type type : Type.values()) {
            Map<String, Object> mapping = target.mapping(type);
            if (!mapping.isEmpty()) {
                datamodel.put(type.typeName(), Map.of("hermesType", type.typeName(), "attrsmapping", mapping));
            }
        }
        return Map.of(
                "hermes",
                hermes(folder.resolve("client-cache"), Map.of("messagebus", bus.forClient())),
                "hermes-client",
                Map.of("plugin", target.plugin(), "errorQueue_retryInterval", 1, "datamodel", datamodel),
                "hermes-client-" + target.plugin(),
                target.settings());
    }

    private static Map<String, Object> hermes(Path cache, Map<String, Object> plugins) {
        return Map.of(
                "cache",
                Map.of("dirpath", cache.toString()),
                "logs",
                Collections.singletonMap("logfile", null),
                "templates",
                Map.of("results", "typed"),
                "plugins",
                plugins);
    }

    /** JSON is YAML. */
    private static Path write(Path file, Map<String, Object> config) throws IOException {
        return Files.writeString(file, FileFormat.json(config));
    }
}
