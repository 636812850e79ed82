package org.hermescdc.plugin.bus.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hermescdc.spi.BusFactory;
import org.hermescdc.spi.BusInbox;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/** The bus {@code sqlite}. */
public final class SqliteBus implements BusFactory {

    private static final int LONGEST_RETENTION = 999_999;

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public SettingsSchema producerSettings() {
        return SettingsSchema.of(
                uri(),
                Setting.whole("retention_in_days", 1, LONGEST_RETENTION)
                        .asRequired()
                        .describedAs("Older messages are deleted when the server opens the bus, and daily."));
    }

    @Override
    public SettingsSchema consumerSettings() {
        return SettingsSchema.of(uri());
    }

    @Override
    public ProducerRoutes producer(Settings settings, Environment environment) {
        Duration retention = Duration.ofDays(settings.whole("retention_in_days"));
        SqliteWriter writer = new SqliteWriter(Path.of(settings.text("uri")), retention, environment);
        return new ProducerRoutes("sqlite-out", List.of("sqlite-retention"), Map.of("writer", writer));
    }

    @Override
    public ConsumerRoute consumer(Settings settings, BusInbox inbox) {
        SqliteReader reader = new SqliteReader(Path.of(settings.text("uri")));
        return new ConsumerRoute("sqlite-in", Map.of("reader", reader), reader::bounds);
    }

    private static Setting uri() {
        return Setting.text("uri")
                .asRequired()
                .describedAs("The database file, the same for the server and its clients.");
    }
}
