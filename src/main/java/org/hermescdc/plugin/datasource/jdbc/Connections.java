package org.hermescdc.plugin.datasource.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The one connection of a source: opened at its first use, kept between uses if that is wanted, and opened again when a
 * use finds it dead. Autocommit is off; giving it back rolls back what was not committed and closes its statements. Results come out in the
 * values of Hermes.
 *
 * <p>No pool, for two reasons: a source is used by one thread at a time; and a pool tries a refused login again and again
 * in the background, until the database locks the account.
 */
final class Connections implements DataSource, AutoCloseable {

    private static final int SECONDS_TO_ANSWER = 10;

    private final String where;
    private final Connector connector;
    private final ColumnTypes types;
    private final boolean kept;
    private final List<Statement> statements = new ArrayList<>();
    private Connection connection;

    /** Makes a connection. */
    interface Connector {
        Connection connect() throws SQLException;
    }

    /**
     * @param where names the database in messages
     * @param kept whether the connection is kept between uses
     */
    Connections(String where, Connector connector, ColumnTypes types, boolean kept) {
        this.where = where;
        this.connector = connector;
        this.types = types;
        this.kept = kept;
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
        if (connection != null && !connection.isValid(SECONDS_TO_ANSWER)) {
            close();
        }
        if (connection == null) {
            connection = open();
        }
        return TypedResult.proxy(Connection.class, this::onConnection);
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException alreadyLost) {
                // What was not committed is lost either way, and whoever uses it next gets a new one.
            }
            connection = null;
        }
    }

    private Connection open() throws SQLException {
        try {
            Connection opened = connector.connect();
            opened.setAutoCommit(false);
            return opened;
        } catch (SQLException e) {
            throw new SQLException("cannot connect to " + where + ": " + e.getMessage(), e.getSQLState(), e);
        }
    }

    private Object onConnection(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("close")) {
            release();
            return null;
        }
        Object result = TypedResult.call(connection, method, arguments);
        if (result instanceof PreparedStatement statement) {
            statements.add(statement);
            return TypedResult.proxy(
                    PreparedStatement.class, (self, called, values) -> onStatement(statement, called, values));
        }
        return result;
    }

    private Object onStatement(PreparedStatement statement, Method method, Object[] arguments) throws Throwable {
        Object result = TypedResult.call(statement, method, arguments);
        return result instanceof ResultSet rows ? TypedResult.of(rows, types) : result;
    }

    private synchronized void release() {
        try {
            for (Statement statement : statements) {
                statement.close();
            }
            if (connection != null) {
                connection.rollback();
            }
        } catch (SQLException lost) {
            close();
        } finally {
            statements.clear();
        }
        if (!kept) {
            close();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user of a source is the one of its settings");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
        // The JDBC log is not used.
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("set by the source's driver properties");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
