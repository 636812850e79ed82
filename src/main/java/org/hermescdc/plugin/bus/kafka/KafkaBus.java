package org.hermescdc.plugin.bus.kafka;

import java.util.List;
import java.util.Map;
import org.hermescdc.spi.BusFactory;
import org.hermescdc.spi.BusInbox;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Setting.Type;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/** The bus {@code kafka}. */
public final class KafkaBus implements BusFactory {

    private static final long A_MEGABYTE = 1_048_576;
    private static final String SERVER = "hermes-server";

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public SettingsSchema producerSettings() {
        return SettingsSchema.of(
                servers(),
                topic(),
                Setting.whole("max_request_size", 1, Integer.MAX_VALUE)
                        .withDefault(A_MEGABYTE)
                        .describedAs("Bytes of the largest request; the broker must accept it too."),
                apiVersion(),
                ssl());
    }

    @Override
    public SettingsSchema consumerSettings() {
        return SettingsSchema.of(
                servers(),
                topic(),
                Setting.text("group_id")
                        .asRequired()
                        .describedAs("The consumer group, one for each client; offsets are not kept on the broker."),
                apiVersion(),
                ssl());
    }

    private static Setting servers() {
        return Setting.textOrTexts("servers")
                .asRequired()
                .describedAs("Brokers to begin with, as host:port: one, or a list.");
    }

    private static Setting topic() {
        return Setting.text("topic")
                .asRequired()
                .describedAs("The topic, the same for the server and its clients; it must have one partition.");
    }

    private static Setting apiVersion() {
        return Setting.of("api_version", new Type.Anything())
                .asNullable()
                .describedAs("Accepted for files of Hermes 1.0.9, and not used.");
    }

    private static Setting ssl() {
        SettingsSchema files = SettingsSchema.of(
                Setting.text("certfile").asRequired().describedAs("Our certificate, a PEM file."),
                Setting.text("keyfile").asRequired().describedAs("The certificate's key, a PEM file."),
                Setting.text("cafile")
                        .asRequired()
                        .describedAs("Certificates of the authorities that the brokers' certificates come from."));
        return Setting.section("ssl", files).describedAs("Encryption; without this section there is none.");
    }

    @Override
    public ProducerRoutes producer(Settings settings, Environment environment) {
        KafkaWriter writer = new KafkaWriter(KafkaSettings.of(settings), SERVER, settings.whole("max_request_size"));
        return new ProducerRoutes("kafka-out", List.of(), Map.of("writer", writer));
    }

    @Override
    public ConsumerRoute consumer(Settings settings, BusInbox inbox) {
        KafkaReader reader = new KafkaReader(KafkaSettings.of(settings), settings.text("group_id"), inbox);
        return new ConsumerRoute("kafka-in", Map.of("reader", reader, "no-headers", new NoHeaders()), reader::bounds);
    }
}
