package org.hermescdc.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example of {@code config/rabbitmq}. */
@ExtendWith(Rabbitmq.class)
class RabbitmqIT extends MailingListsJourney {

    private final Rabbitmq.Server broker;

    RabbitmqIT(Rabbitmq.Server broker) {
        this.broker = broker;
    }

    @Override
    String configured(String file) throws IOException {
        return Files.readString(Path.of("config/rabbitmq", file));
    }

    @Override
    Map<String, String> environment() {
        return Map.of("RABBITMQ_ADDRESS", "guest:guest@127.0.0.1:" + broker.port());
    }

    @Override
    void killBroker() {
        broker.kill();
    }

    @Override
    void startBroker() throws IOException {
        broker.start();
    }

    @Override
    void putForeign(String text) throws IOException {
        broker.put("hermes-events", text);
    }
}
