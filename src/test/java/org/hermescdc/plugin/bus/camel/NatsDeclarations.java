package org.hermescdc.plugin.bus.camel;

import java.util.Map;
import org.example.NatsOffsets;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.it.Nats;
import org.hermescdc.spi.Settings;

/** How a server and its clients declare a stream of NATS as their bus, as the reference shows it. */
public final class NatsDeclarations {

    private NatsDeclarations() {}

    static HermesConfig.Plugin producer(Nats.Server server, String stream, String subject) {
        return declaration(producerSettings(server.address(), stream, subject));
    }

    static HermesConfig.Plugin consumer(Nats.Server server, String stream, String subject) {
        return declaration(consumerSettings(server.address(), stream, subject));
    }

    static HermesConfig.Plugin declaration(Map<String, Object> settings) {
        return new HermesConfig.Plugin("camel", new Settings(settings));
    }

    /** @param address {@code login:password@host:port} */
    public static Map<String, Object> producerSettings(String address, String stream, String subject) {
        return settings(uri(address, subject) + "&jetstreamEnabled=true&jetstreamAsync=false", stream);
    }

    /** @param address {@code login:password@host:port} */
    public static Map<String, Object> consumerSettings(String address, String stream, String subject) {
        return settings(uri(address, subject), stream);
    }

    private static Map<String, Object> settings(String uri, String stream) {
        return Map.of("uri", uri, "consumer", NatsOffsets.class.getName(), "options", Map.of("stream", stream));
    }

    private static String uri(String address, String subject) {
        return "nats:" + subject + "?servers=" + address + "&maxReconnectAttempts=-1";
    }
}
