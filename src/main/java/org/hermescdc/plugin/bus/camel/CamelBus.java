package org.hermescdc.plugin.bus.camel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.spi.BusFactory;
import org.hermescdc.spi.BusInbox;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/** The bus {@code camel}. */
public final class CamelBus implements BusFactory {

    @Override
    public String name() {
        return "camel";
    }

    @Override
    public SettingsSchema producerSettings() {
        return SettingsSchema.of(
                uri().describedAs("URI of the Camel endpoint; the jar of its component is in plugins/."),
                ReaderDeclaration.consumerSetting()
                        .describedAs("That of the clients; with it, a batch counts as sent when the end of the bus has"
                                + " moved by as many messages; without it, when the endpoint took them."),
                ReaderDeclaration.optionsSetting());
    }

    @Override
    public SettingsSchema consumerSettings() {
        return SettingsSchema.of(
                uri().describedAs("URI of the Camel endpoint, for the consumer below."),
                ReaderDeclaration.consumerSetting()
                        .asRequired()
                        .describedAs("What knows the offsets of the endpoint: a bean of the routes, or a class in"
                                + " plugins/, that is an OffsetReader."),
                ReaderDeclaration.optionsSetting());
    }

    @Override
    public ProducerRoutes producer(Settings settings, Environment environment) {
        Optional<ReaderDeclaration> reader = settings.has(ReaderDeclaration.CONSUMER)
                ? Optional.of(ReaderDeclaration.of(settings))
                : Optional.empty();
        return new ProducerRoutes(
                "camel-out", List.of(), Map.of("writer", new EndpointWriter(settings.text("uri"), reader)));
    }

    @Override
    public ConsumerRoute consumer(Settings settings, BusInbox inbox) {
        OffsetComponent component = new OffsetComponent(ReaderDeclaration.of(settings), inbox);
        return new ConsumerRoute("camel-in", Map.of("camel", component), component::bounds);
    }

    private static Setting uri() {
        return Setting.text("uri", "[a-z][a-z0-9+.-]*:.+").asRequired().asSecret();
    }
}
