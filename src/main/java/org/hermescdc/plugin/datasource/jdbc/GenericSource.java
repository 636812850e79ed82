package org.hermescdc.plugin.datasource.jdbc;

import java.sql.Driver;
import java.util.List;
import java.util.Properties;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** The datasource {@code jdbc}: any database that has a JDBC driver. */
public final class GenericSource extends JdbcSource {

    private final Drivers drivers;

    /** For the {@code ServiceLoader}. */
    public GenericSource() {
        this(new Drivers());
    }

    GenericSource(Drivers drivers) {
        this.drivers = drivers;
    }

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(
                        Setting.text("url", "jdbc:[a-z0-9]+:.+")
                                .asRequired()
                                .describedAs("JDBC URL of the database, without password."),
                        Setting.text("user").describedAs("The user to connect as."),
                        Setting.text("password").asSecret().describedAs("The user's password."),
                        Setting.mapOf("properties", new Setting.Type.Text(null))
                                .asSecret()
                                .describedAs("Properties of the driver, by name."),
                        decimalsSetting("decimal"))
                .withRule(GenericSource::checkUrl);
    }

    private static List<Problem> checkUrl(Settings settings) {
        return JdbcUrl.holdsPassword(settings.text("url"))
                ? List.of(new Problem(
                        "url", "holds a password, which messages would show; give it as the setting password"))
                : List.of();
    }

    @Override
    Driver driver(String source, Settings settings) {
        return drivers.of(source, settings.text("url"));
    }

    @Override
    String url(Settings settings) {
        return settings.text("url");
    }

    @Override
    String shownUrl(Settings settings) {
        return JdbcUrl.shown(url(settings));
    }

    @Override
    Properties properties(Settings settings) {
        Properties properties = new Properties();
        JdbcUrl.of(url(settings)).properties().forEach((name, value) -> {
            if (!JdbcUrl.sets(url(settings), name)) {
                properties.setProperty(name, value);
            }
        });
        settings.optionalText("user").ifPresent(user -> properties.setProperty("user", user));
        settings.optionalText("password").ifPresent(password -> properties.setProperty("password", password));
        properties.putAll(settings.section("properties").toMap());
        return properties;
    }

    @Override
    ParameterStyle parameterStyle(Settings settings) {
        return JdbcUrl.of(url(settings)).style();
    }

    @Override
    ColumnTypes types(Settings settings) {
        return new StandardTypes(decimals(settings));
    }

    @Override
    ValueBinder binder() {
        return new ValueBinder();
    }
}
