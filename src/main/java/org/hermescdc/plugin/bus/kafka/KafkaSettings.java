package org.hermescdc.plugin.bus.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.hermescdc.spi.Settings;

/**
 * Where the topic is, the same for server and clients.
 *
 * @param servers brokers to begin with, as {@code host:port}
 * @param tls empty for connections in clear
 */
record KafkaSettings(String topic, List<String> servers, Optional<KafkaTls> tls) {

    private static final String DEFAULT_PORT = ":9092";

    KafkaSettings {
        servers = List.copyOf(servers);
    }

    static KafkaSettings of(Settings settings) {
        List<String> servers = new ArrayList<>();
        for (String some : settings.texts("servers")) {
            for (String server : some.split(",")) {
                servers.add(server.strip().matches(".*:\\d+") ? server.strip() : server.strip() + DEFAULT_PORT);
            }
        }
        return new KafkaSettings(
                settings.text("topic"),
                servers,
                settings.has("ssl") ? Optional.of(KafkaTls.of(settings.section("ssl"))) : Optional.empty());
    }

    /**
     * Options for Kafka's clients: those given, and how to connect.
     *
     * @param name by which the brokers know the program
     * @throws org.hermescdc.spi.BusException if a file of certificates cannot be used
     */
    Properties connecting(Properties options, String name) {
        Properties all = new Properties();
        all.putAll(options);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.join(",", servers));
        all.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
        tls.ifPresent(files -> all.putAll(files.options()));
        return all;
    }

    /** Names the bus in messages. */
    String bus() {
        return "bus kafka (topic " + topic + " at " + String.join(", ", servers) + ")";
    }
}
