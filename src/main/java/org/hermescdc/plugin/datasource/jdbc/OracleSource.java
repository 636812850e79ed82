package org.hermescdc.plugin.datasource.jdbc;

import java.math.BigDecimal;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Properties;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** The datasource {@code oracle}. Its driver is Oracle's own, which does not ship with Hermes. */
public final class OracleSource extends JdbcSource {

    private final Drivers drivers;

    /** For the {@code ServiceLoader}. */
    public OracleSource() {
        this(new Drivers());
    }

    OracleSource(Drivers drivers) {
        this.drivers = drivers;
    }

    @Override
    public String name() {
        return "oracle";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(
                        Setting.text("server").asRequired().describedAs("Host name or address of the server."),
                        Setting.whole("port", 1, 65_535).asRequired().describedAs("Its port, usually 1521."),
                        Setting.text("service_name").describedAs("The service to connect to; either this or sid."),
                        Setting.text("sid").describedAs("The instance to connect to; either this or service_name."),
                        Setting.text("login").asRequired().describedAs("The user to connect as."),
                        Setting.text("password").asRequired().asSecret().describedAs("The user's password."),
                        decimalsSetting("NUMBER"))
                .withRule(OracleSource::serviceOrInstance);
    }

    private static List<Problem> serviceOrInstance(Settings settings) {
        boolean service = settings.has("service_name");
        if (service != settings.has("sid")) {
            return List.of();
        }
        return List.of(
                service
                        ? new Problem("sid", "found beside service_name; allowed: one of the two")
                        : new Problem("", "found neither service_name nor sid; required: one of the two"));
    }

    @Override
    Driver driver(String source, Settings settings) {
        return drivers.of(source, url(settings));
    }

    /** A service is told by {@code //host:port/service}, an instance by {@code host:port:sid}. */
    @Override
    String url(Settings settings) {
        String server = settings.text("server");
        String address = (server.contains(":") ? "[" + server + "]" : server) + ":" + settings.whole("port");
        return "jdbc:oracle:thin:@"
                + settings.optionalText("service_name")
                        .map(service -> "//" + address + "/" + service)
                        .orElseGet(() -> address + ":" + settings.text("sid"));
    }

    @Override
    Properties properties(Settings settings) {
        Properties properties = new Properties();
        properties.putAll(JdbcUrl.of(url(settings)).properties());
        properties.setProperty("user", settings.text("login"));
        properties.setProperty("password", settings.text("password"));
        properties.setProperty("v$session.program", "hermes");
        return properties;
    }

    @Override
    ParameterStyle parameterStyle(Settings settings) {
        return ParameterStyle.COLON_ORACLE;
    }

    @Override
    ColumnTypes types(Settings settings) {
        return new OracleTypes(decimals(settings));
    }

    @Override
    ValueBinder binder() {
        return new Binder();
    }

    /** Oracle's SQL has no booleans before version 23, and its driver wants a type for every NULL. */
    private static final class Binder extends ValueBinder {

        @Override
        void bindNull(PreparedStatement statement, int index) throws SQLException {
            statement.setNull(index, Types.VARCHAR);
        }

        @Override
        void bindBoolean(PreparedStatement statement, int index, boolean flag) throws SQLException {
            statement.setBigDecimal(index, flag ? BigDecimal.ONE : BigDecimal.ZERO);
        }
    }
}
