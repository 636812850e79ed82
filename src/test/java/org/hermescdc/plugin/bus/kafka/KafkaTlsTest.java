package org.hermescdc.plugin.bus.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hermescdc.plugin.bus.kafka.KafkaConnections.added;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.it.Certificates;
import org.hermescdc.it.Child;
import org.hermescdc.it.Kafka;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusMessage;
import org.hermescdc.spi.BusProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that speaks TLS alone, and asks clients for a certificate. The topic is made by the server. */
@OutagesOf("bus kafka")
class KafkaTlsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private static Path shared;

    private static Kafka.Broker broker;
    private static Certificates ofBroker;
    private static Certificates ofClient;
    private static Certificates ofStranger;

    @TempDir
    private Path folder;

    private KafkaConnections connections;
    private final Map<String, Object> settings = new HashMap<>();
    private String topic;

    @BeforeAll
    static void startBroker() throws Exception {
        ofBroker = Certificates.in(Files.createDirectory(shared.resolve("broker")));
        ofClient = Certificates.in(Files.createDirectory(shared.resolve("client")));
        ofStranger = Certificates.in(Files.createDirectory(shared.resolve("stranger")));
        broker = new Kafka.Broker(Kafka.tls(ofBroker, ofClient));
    }

    @AfterAll
    static void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    @AfterEach
    void close() throws Exception {
        connections.close();
    }

    private void connect(Path authorities, Path certificate, Path key) {
        topic = broker.newName();
        settings.put("servers", broker.address());
        settings.put("topic", topic);
        settings.put(
                "ssl",
                Map.of(
                        "cafile", authorities.toString(),
                        "certfile", certificate.toString(),
                        "keyfile", key.toString()));
        connections = new KafkaConnections(folder, settings);
    }

    @Test
    void carriesEventsBetweenThoseWhoTrustEachOther() throws Exception {
        connect(ofBroker.certificate(), ofClient.certificate(), ofClient.key());

        connections.producer().publish(List.of(added(1)));

        assertThat(readOne(connections.consumer()))
                .extracting(BusMessage::event)
                .containsExactly(added(1));
    }

    @Test
    void takesAnRsaKeyAsFilesOfRelease109MayHaveIt() throws Exception {
        Path key = folder.resolve("rsa.pem");
        Child.run(
                folder.resolve("openssl.log"),
                LIMIT,
                List.of("openssl", "rsa", "-traditional", "-in", ofClient.key().toString(), "-out", key.toString()));
        assertThat(key).content().startsWith("-----BEGIN RSA PRIVATE KEY-----");
        connect(ofBroker.certificate(), ofClient.certificate(), key);

        connections.producer().publish(List.of(added(1)));

        assertThat(readOne(connections.consumer()))
                .extracting(BusMessage::event)
                .containsExactly(added(1));
    }

    @Outage(value = Fault.CREDENTIALS, then = "a broker that we do not trust gets nothing")
    @Test
    void tellsThatTheBrokerIsNotTrusted() throws Exception {
        connect(ofStranger.certificate(), ofClient.certificate(), ofClient.key());

        assertTold("brokers and Hermes do not accept each other: SSL handshake failed: ", "PKIX path");
    }

    @Outage(value = Fault.CREDENTIALS, then = "a certificate that the broker does not trust is told")
    @Test
    void tellsThatTheBrokerDoesNotTrustUs() throws Exception {
        connect(ofBroker.certificate(), ofStranger.certificate(), ofStranger.key());

        assertTold("brokers and Hermes do not accept each other: ", "Received fatal alert");
    }

    @Test
    void tellsThatAFileIsMissing() throws Exception {
        connect(ofBroker.certificate(), ofClient.certificate(), folder.resolve("none.pem"));

        assertTold("ssl.keyfile (" + folder.resolve("none.pem") + ") cannot be used: it is not there");
    }

    @Test
    void tellsThatTheKeyIsNone() throws Exception {
        connect(ofBroker.certificate(), ofClient.certificate(), ofClient.certificate());

        assertTold("ssl.keyfile (" + ofClient.certificate() + ") cannot be used: it holds no private key");
    }

    @Test
    void tellsThatClearTextIsNotAnswered() throws Exception {
        connect(ofBroker.certificate(), ofClient.certificate(), ofClient.key());
        settings.remove("ssl");
        connections = new KafkaConnections(folder, settings);

        assertTold("cannot be reached");
    }

    @Test
    void takesARenewedCertificateWithoutARestart() throws Exception {
        Path certificate = Files.copy(ofStranger.certificate(), folder.resolve("client.crt"));
        Path key = Files.copy(ofStranger.key(), folder.resolve("client.key"));
        connect(ofBroker.certificate(), certificate, key);
        BusProducer producer = connections.producer();
        BusConsumer consumer = connections.consumer();
        assertThatThrownBy(() -> producer.publish(List.of(added(1)))).isInstanceOf(BusException.class);
        assertThatThrownBy(consumer::bounds).isInstanceOf(BusException.class);

        Files.copy(ofClient.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(ofClient.key(), key, StandardCopyOption.REPLACE_EXISTING);

        producer.publish(List.of(added(1)));
        assertThat(readOne(consumer)).extracting(BusMessage::event).containsExactly(added(1));
    }

    /** Server and client tell the same; a key shows nowhere. */
    private void assertTold(String... parts) throws Exception {
        BusProducer producer = connections.producer();
        BusConsumer consumer = connections.consumer();
        String key = Files.readAllLines(ofClient.key()).get(1);
        for (Runnable use : List.<Runnable>of(() -> producer.publish(List.of(added(1))), consumer::bounds)) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(BusException.class)
                    .hasMessageStartingWith("bus kafka")
                    .hasMessageContainingAll(parts)
                    .satisfies(
                            e -> assertThat(e.getMessage()).doesNotContain(key).doesNotContain("\n"));
        }
    }

    private static List<BusMessage> readOne(BusConsumer consumer) {
        consumer.seek(0);
        return consumer.poll(LIMIT);
    }
}
