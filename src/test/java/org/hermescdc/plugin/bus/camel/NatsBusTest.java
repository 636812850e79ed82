package org.hermescdc.plugin.bus.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.BusContract;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.EventJson;
import org.hermescdc.it.Nats;
import org.hermescdc.spi.BusConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bus {@code camel} on a stream of NATS. */
@ExtendWith(Nats.class)
@Timeout(120)
class NatsBusTest extends BusContract {

    private final String stream = "events-" + UUID.randomUUID();
    private final String subject = "hermes." + stream;
    private final Nats.Server server;

    NatsBusTest(Nats.Server server) {
        this.server = server;
    }

    @BeforeEach
    void makeStream() throws Exception {
        server.makeStream(stream, subject);
    }

    @Override
    protected String routeFile() {
        return "camel";
    }

    @Override
    protected HermesConfig.Plugin producerDeclaration() {
        return NatsDeclarations.producer(server, stream, subject);
    }

    @Override
    protected HermesConfig.Plugin consumerDeclaration() {
        return NatsDeclarations.consumer(server, stream, subject);
    }

    /** JetStream dates messages itself. */
    @Override
    protected void assertDated(Instant timestamp) {
        assertThat(timestamp)
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Override
    protected void dropOldest(int count) throws Exception {
        try (Connection connection = server.connect()) {
            JetStreamManagement management = connection.jetStreamManagement();
            StreamInfo info = management.getStreamInfo(stream);
            long kept = info.getStreamState().getMsgCount() - count;
            if (kept <= 0) {
                management.purgeStream(stream);
                return;
            }
            management.updateStream(StreamConfiguration.builder(info.getConfiguration())
                    .maxMessages(kept)
                    .build());
        }
    }

    @Override
    protected void putForeign(String text) throws Exception {
        try (Connection connection = server.connect()) {
            connection.jetStream().publish(subject, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void writesEachEventAsTheReferenceSays() throws Exception {
        publish(1, 1);
        producer.publish(List.of(new Event.InitStop()));

        try (Connection connection = server.connect()) {
            MessageInfo first = connection.jetStreamManagement().getMessage(stream, 1);
            MessageInfo second = connection.jetStreamManagement().getMessage(stream, 2);

            assertThat(new String(first.getData(), StandardCharsets.UTF_8)).isEqualTo(EventJson.write(added(1)));
            assertThat(headers(first))
                    .isEqualTo(Map.of(
                            "Content-Type", "application/json",
                            "hermes-evcategory", "base",
                            "hermes-eventtype", "added",
                            "hermes-objtype", "Users"));
            assertThat(headers(second))
                    .isEqualTo(Map.of(
                            "Content-Type", "application/json",
                            "hermes-evcategory", "initsync",
                            "hermes-eventtype", "init-stop"));
        }
    }

    @Test
    void losesNothingWhileTheClientHasEnoughForLongerThanAnEndpointMayBeSilent() throws Exception {
        publish(1, 6000);
        BusConsumer consumer = newConsumer();
        consumer.seek(1);
        int read = read(consumer, 1).size();
        int published = 6000;
        for (long end = System.nanoTime() + 8_000_000_000L; System.nanoTime() < end; published++) {
            publish(published + 1, published + 1);
        }

        assertThat(read + read(consumer, published - read).size()).isEqualTo(published);
    }

    private static Map<String, String> headers(MessageInfo message) {
        return message.getHeaders().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.join(",", entry.getValue())));
    }
}
