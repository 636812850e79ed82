package org.hermescdc.matrix;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** Three tables of a database. */
abstract class SqlSource extends Source {

    private final String url;
    private final String user;
    private final String password;

    /** @param url where the test itself connects to; user and password may be null */
    SqlSource(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** Makes the tables; {@code phones} is of the type that the database has for several values. */
    final void createTables(String several) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, login VARCHAR(50), name VARCHAR(100),"
                    + " mail VARCHAR(100), shoe INTEGER, phones " + several + ")");
            statement.execute("CREATE TABLE teams (id INTEGER PRIMARY KEY, name VARCHAR(100))");
            statement.execute("CREATE TABLE memberships (group_id INTEGER, user_id INTEGER)");
        }
    }

    @Override
    Map<String, Object> fetch(Type type) {
        return Map.of("type", "fetch", "query", "SELECT * FROM " + type.table());
    }

    @Override
    void hold(World world) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            for (Type type : Type.values()) {
                replace(connection, type, world.rows(type));
            }
            connection.commit();
        }
    }

    private void replace(Connection connection, Type type, List<Map<String, Object>> rows) throws SQLException {
        String marks = "?, ".repeat(type.columns().size()).replaceFirst(", $", "");
        try (Statement statement = connection.createStatement();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO " + type.table() + " VALUES (" + marks + ")")) {
            statement.execute("DELETE FROM " + type.table());
            for (Map<String, Object> row : rows) {
                int index = 1;
                for (Object value : row.values()) {
                    insert.setObject(index++, value instanceof List<?> list ? several(connection, list) : value);
                }
                insert.execute();
            }
        }
    }

    /** Several values as the database has them. */
    abstract Object several(Connection connection, List<?> values) throws SQLException;

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
