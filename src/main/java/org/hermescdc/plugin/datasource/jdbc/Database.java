package org.hermescdc.plugin.datasource.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.spi.Settings;

/**
 * Any database that has a JDBC driver, to be written to: the connection, parameters and values of the datasource {@code
 * jdbc}. Used by one thread at a time.
 */
public final class Database implements AutoCloseable {

    private static final GenericSource KIND = new GenericSource();

    private final Connections connections;
    private final ParameterStyle style;
    private final ValueBinder binder = KIND.binder();

    private Database(Connections connections, ParameterStyle style) {
        this.connections = connections;
        this.style = style;
    }

    /**
     * Connects at the first use.
     *
     * @param user of the database, for messages
     * @param settings {@code url}, {@code user}, {@code password} and {@code properties} as the datasource has them
     * @throws org.hermescdc.spi.SourceException if there is no driver for it
     */
    public static Database of(String user, Settings settings) {
        Driver driver = KIND.driver(user, settings);
        return new Database(
                new Connections(
                        KIND.shownUrl(settings),
                        () -> driver.connect(KIND.url(settings), KIND.properties(settings)),
                        new StandardTypes(Decimals.FLOAT),
                        true),
                KIND.parameterStyle(settings));
    }

    /** The names of the parameters {@code :name} of a statement for the database at {@code url}. */
    public static Set<String> parameters(String url, String sql) {
        return new TreeSet<>(NamedParameters.parse(sql, JdbcUrl.of(url).style()).names());
    }

    /** What is done in one transaction. */
    public interface Work {
        void in(Transaction transaction) throws SQLException;
    }

    /** A transaction that is open. */
    public interface Transaction {
        /**
         * Executes one statement.
         *
         * @param vars by parameter; one that is not there is null
         * @return how many rows it changed
         */
        int execute(String sql, Map<String, ?> vars) throws SQLException;
    }

    /** The commit failed: what was done stands in the database or not. */
    public static final class UncertainException extends SQLException {
        private static final long serialVersionUID = 1L;

        UncertainException(SQLException cause) {
            super(cause.getMessage(), cause.getSQLState(), cause);
        }
    }

    /**
     * Does all of {@code work} or nothing.
     *
     * @throws UncertainException if it may have been done
     * @throws SQLException if nothing was done
     */
    public void run(Work work) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            work.in((sql, vars) -> execute(connection, sql, vars));
            try {
                connection.commit();
            } catch (SQLException e) {
                throw new UncertainException(e);
            }
        }
    }

    private int execute(Connection connection, String sql, Map<String, ?> vars) throws SQLException {
        NamedParameters parsed = NamedParameters.parse(sql, style);
        try (PreparedStatement statement = connection.prepareStatement(parsed.sql())) {
            List<String> names = parsed.names();
            for (int i = 0; i < names.size(); i++) {
                binder.bind(statement, i + 1, names.get(i), vars.get(names.get(i)));
            }
            return statement.executeUpdate();
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
