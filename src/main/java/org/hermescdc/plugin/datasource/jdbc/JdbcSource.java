package org.hermescdc.plugin.datasource.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.hermescdc.spi.DataSourceFactory;
import org.hermescdc.spi.Settings;

/** A database as a datasource: what its kind of database has of its own. All run on the template of {@code sql}. */
abstract class JdbcSource implements DataSourceFactory {

    @Override
    public final String template() {
        return "datasource-sql";
    }

    @Override
    public final Map<String, Object> beans(String source, Settings settings) {
        Connections connections =
                new Connections(url(settings), () -> connect(settings), types(settings), keepsConnection());
        return Map.of("connections", connections, "parameters", new Parameters(parameterStyle(), binder()));
    }

    private Connection connect(Settings settings) throws SQLException {
        Connection connection = driver().connect(url(settings), properties(settings));
        prepare(connection, settings);
        return connection;
    }

    /** Sets up a new session; autocommit is still on. */
    void prepare(Connection connection, Settings settings) throws SQLException {}

    abstract Driver driver();

    /** Shown in messages: must hold no secret. */
    abstract String url(Settings settings);

    /** Driver properties: user, password, time limits. */
    abstract Properties properties(Settings settings);

    abstract ParameterStyle parameterStyle();

    abstract ValueBinder binder();

    abstract ColumnTypes types(Settings settings);

    /** Whether a connection is kept between uses: where making one costs more than checking whether it still lives. */
    boolean keepsConnection() {
        return true;
    }
}
