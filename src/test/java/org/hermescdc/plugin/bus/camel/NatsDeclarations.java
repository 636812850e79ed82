package org.hermescdc.plugin.bus.camel;

import java.util.Map;
import org.example.NatsOffsets;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.it.Nats;
import org.hermescdc.spi.Settings;

/** How a server and its clients declare a stream of NATS as their bus, as the reference shows it. */
final class NatsDeclarations {

    private NatsDeclarations() {}

    static HermesConfig.Plugin producer(Nats.Server server, String stream, String subject) {
        String uri = uri(server, subject) + "&jetstreamEnabled=true&jetstreamAsync=false";
        return new HermesConfig.Plugin("camel", new Settings(settings(uri, stream)));
    }

    static HermesConfig.Plugin consumer(Nats.Server server, String stream, String subject) {
        return new HermesConfig.Plugin("camel", new Settings(settings(uri(server, subject), stream)));
    }

    private static Map<String, Object> settings(String uri, String stream) {
        return Map.of("uri", uri, "consumer", NatsOffsets.class.getName(), "options", Map.of("stream", stream));
    }

    static String uri(Nats.Server server, String subject) {
        return "nats:" + subject + "?servers=" + server.url().replace("nats://", "") + "&maxReconnectAttempts=-1";
    }
}
