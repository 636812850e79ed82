package org.hermescdc.plugin.datasource.jdbc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;
import org.postgresql.PGProperty;

/** The datasource {@code postgresql}. */
public final class PostgresqlSource extends JdbcSource {

    private static final String SECONDS_TO_CONNECT = "10";

    /** For one answer of the server: a query may work long before its first row. */
    private static final String SECONDS_TO_ANSWER = "1800";

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(
                        Setting.text("server").asRequired().describedAs("Host name or address of the server."),
                        Setting.whole("port", 1, 65_535).asRequired().describedAs("Its port, usually 5432."),
                        Setting.text("dbname").asRequired().describedAs("The database."),
                        Setting.text("login").asRequired().describedAs("The user to connect as."),
                        Setting.text("password").asRequired().asSecret().describedAs("The user's password."),
                        decimalsSetting("numeric"),
                        Setting.text("timezone")
                                .describedAs("The time zone of the sessions, in which timestamptz values are told;"
                                        + " by default that of the Hermes process."))
                .withRule(PostgresqlSource::checkZone);
    }

    private static List<Problem> checkZone(Settings settings) {
        try {
            zone(settings);
            return List.of();
        } catch (DateTimeException e) {
            return List.of(new Problem(
                    "timezone",
                    "unknown time zone '" + settings.text("timezone")
                            + "'; allowed: names such as Europe/Paris or UTC"));
        }
    }

    private static ZoneId zone(Settings settings) {
        return settings.optionalText("timezone").map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    }

    @Override
    Driver driver(String source, Settings settings) {
        return new org.postgresql.Driver();
    }

    @Override
    String url(Settings settings) {
        String server = settings.text("server");
        return "jdbc:postgresql://" + (server.contains(":") ? "[" + server + "]" : server) + ":"
                + settings.whole("port") + "/" + URLEncoder.encode(settings.text("dbname"), StandardCharsets.UTF_8);
    }

    @Override
    Properties properties(Settings settings) {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, settings.text("login"));
        PGProperty.PASSWORD.set(properties, settings.text("password"));
        PGProperty.APPLICATION_NAME.set(properties, "hermes");
        PGProperty.CONNECT_TIMEOUT.set(properties, SECONDS_TO_CONNECT);
        PGProperty.LOGIN_TIMEOUT.set(properties, SECONDS_TO_CONNECT);
        PGProperty.SOCKET_TIMEOUT.set(properties, SECONDS_TO_ANSWER);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // a text variable takes the type that the query wants, as a quoted literal does
        PGProperty.STRING_TYPE.set(properties, "unspecified");
        return properties;
    }

    @Override
    void prepare(Connection connection, Settings settings) throws SQLException {
        Optional<String> zone = settings.optionalText("timezone");
        if (zone.isPresent()) {
            try (PreparedStatement set = connection.prepareStatement("SELECT set_config('TimeZone', ?, false)")) {
                set.setString(1, zone.get());
                set.execute();
            }
        }
    }

    @Override
    ParameterStyle parameterStyle(Settings settings) {
        return ParameterStyle.PERCENT;
    }

    @Override
    ColumnTypes types(Settings settings) {
        return new PostgresqlTypes(decimals(settings), zone(settings));
    }

    @Override
    ValueBinder binder() {
        return new Binder();
    }

    /** Lists as arrays, of the type that the query wants: {@code = ANY(%(names)s)}. */
    private static final class Binder extends ValueBinder {

        @Override
        void bindList(PreparedStatement statement, int index, String name, List<?> list) throws SQLException {
            String type = statement.getParameterMetaData().getParameterTypeName(index);
            if (!type.startsWith("_")) {
                throw refused(name, list);
            }
            statement.setArray(index, statement.getConnection().createArrayOf(type.substring(1), list.toArray()));
        }
    }
}
