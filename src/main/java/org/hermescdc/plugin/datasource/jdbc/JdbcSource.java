package org.hermescdc.plugin.datasource.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.hermescdc.spi.DataSourceFactory;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;

/** A database as a datasource: what its kind of database has of its own. All run on the template of {@code sql}. */
abstract class JdbcSource implements DataSourceFactory {

    @Override
    public final String template() {
        return "datasource-sql";
    }

    /** Finds the driver now: no later try could. */
    @Override
    public final Map<String, Object> beans(String source, Settings settings) {
        Driver driver = driver(source, settings);
        Connections connections = new Connections(
                shownUrl(settings), () -> connect(driver, settings), types(settings), keepsConnection());
        return Map.of("connections", connections, "parameters", new Parameters(parameterStyle(settings), binder()));
    }

    private Connection connect(Driver driver, Settings settings) throws SQLException {
        Connection connection = driver.connect(url(settings), properties(settings));
        prepare(connection, settings);
        return connection;
    }

    /** The setting {@code decimals}, read by {@link #decimals}. */
    static Setting decimalsSetting(String type) {
        return Setting.choice("decimals", "float", "string")
                .withDefault("float")
                .asAddition()
                .describedAs("What " + type + " values with a scale become: a float where that is exact in"
                        + " decimal and a string elsewhere, or always a string.");
    }

    static Decimals decimals(Settings settings) {
        return Decimals.valueOf(settings.text("decimals").toUpperCase(Locale.ROOT));
    }

    /** Sets up a new session; autocommit is still on. */
    void prepare(Connection connection, Settings settings) throws SQLException {}

    /**
     * The driver of the database.
     *
     * @param source for messages
     * @throws org.hermescdc.spi.SourceException if it is not installed
     */
    abstract Driver driver(String source, Settings settings);

    abstract String url(Settings settings);

    /** The URL in messages: it must hold no secret. */
    String shownUrl(Settings settings) {
        return url(settings);
    }

    /** Driver properties: user, password, time limits. */
    abstract Properties properties(Settings settings);

    abstract ParameterStyle parameterStyle(Settings settings);

    abstract ValueBinder binder();

    abstract ColumnTypes types(Settings settings);

    /** Whether a connection is kept between uses: where making one costs more than checking whether it still lives. */
    boolean keepsConnection() {
        return true;
    }
}
