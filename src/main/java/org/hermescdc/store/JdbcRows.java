package org.hermescdc.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The SQL of a cache: the collections and rows of one application, on one open connection. */
final class JdbcRows implements AutoCloseable {

    /** Less than every id. */
    static final byte[] START = {};

    /** The form of the tables, for programs that come after this one. */
    private static final int FORMAT = 1;

    private static final String OF_COLLECTION = " WHERE application = ? AND collection = ?";
    private static final String OF_ROW = OF_COLLECTION + " AND id = ?";

    private final Connection connection;
    private final String application;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** A row as it stands in the database. */
    record Row(byte[] id, String content) {}

    JdbcRows(Connection connection, String application) {
        this.connection = connection;
        this.application = application;
    }

    Connection connection() {
        return connection;
    }

    /** Makes the tables and the line of the application, where they are missing. */
    void create(Dialect dialect) throws SQLException {
        execute("CREATE TABLE IF NOT EXISTS hermes_cache (application VARCHAR(200) NOT NULL PRIMARY KEY,"
                + " format INTEGER NOT NULL, generation BIGINT NOT NULL)");
        execute("CREATE TABLE IF NOT EXISTS hermes_collection (application VARCHAR(200) NOT NULL,"
                + " collection VARCHAR(200) NOT NULL, PRIMARY KEY (application, collection))");
        execute(dialect.rows());
        try (ResultSet found = query("SELECT format FROM hermes_cache WHERE application = ?", application)) {
            if (!found.next()) {
                update(
                        "INSERT INTO hermes_cache (application, format, generation) VALUES (?, ?, 0)",
                        application,
                        FORMAT);
            } else if (found.getInt(1) != FORMAT) {
                throw new StoreException("the cache of " + application + " has the form " + found.getInt(1)
                        + "; this Hermes knows " + FORMAT + ": use the Hermes that wrote it, or a newer one");
            }
        }
    }

    /** How many units of work the cache has taken. */
    long generation() throws SQLException {
        return number("SELECT generation FROM hermes_cache WHERE application = ?", application);
    }

    /** Counts a unit of work, if the last one was {@code before}. */
    boolean advance(long before) throws SQLException {
        return update(
                        "UPDATE hermes_cache SET generation = ? WHERE application = ? AND generation = ?",
                        before + 1,
                        application,
                        before)
                == 1;
    }

    TreeSet<String> collections() throws SQLException {
        TreeSet<String> names = new TreeSet<>();
        try (ResultSet found = query("SELECT collection FROM hermes_collection WHERE application = ?", application)) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    boolean exists(String collection) throws SQLException {
        return number("SELECT COUNT(*) FROM hermes_collection" + OF_COLLECTION, application, collection) > 0;
    }

    void createCollection(String collection) throws SQLException {
        update("INSERT INTO hermes_collection (application, collection) VALUES (?, ?)", application, collection);
    }

    void dropCollection(String collection) throws SQLException {
        update("DELETE FROM hermes_collection" + OF_COLLECTION, application, collection);
    }

    int size(String collection) throws SQLException {
        return (int) number("SELECT COUNT(*) FROM hermes_row" + OF_COLLECTION, application, collection);
    }

    /** The content of a row, or null if there is none. */
    String content(String collection, byte[] id) throws SQLException {
        try (ResultSet found = query("SELECT content FROM hermes_row" + OF_ROW, application, collection, id)) {
            return found.next() ? found.getString(1) : null;
        }
    }

    /** The first rows behind {@code id}, in order. */
    List<Row> behind(String collection, byte[] id, int limit) throws SQLException {
        String sql = "SELECT id, content FROM hermes_row" + OF_COLLECTION + " AND id > ? ORDER BY id LIMIT ?";
        List<Row> rows = new ArrayList<>();
        try (ResultSet found = query(sql, application, collection, id, limit)) {
            while (found.next()) {
                rows.add(new Row(found.getBytes(1), found.getString(2)));
            }
        }
        return rows;
    }

    /** Returns how many of the rows were there. */
    int delete(String collection, List<byte[]> ids) throws SQLException {
        return updateAll(
                "DELETE FROM hermes_row" + OF_ROW,
                ids.stream()
                        .map(id -> new Object[] {application, collection, id})
                        .toList());
    }

    void insert(String collection, List<Row> rows) throws SQLException {
        updateAll(
                "INSERT INTO hermes_row (application, collection, id, content) VALUES (?, ?, ?, ?)",
                rows.stream()
                        .map(row -> new Object[] {application, collection, row.id(), row.content()})
                        .toList());
    }

    void clear(String collection) throws SQLException {
        update("DELETE FROM hermes_row" + OF_COLLECTION, application, collection);
    }

    /** Gives all rows of {@code from} to {@code to}, which has none. */
    void move(String from, String to) throws SQLException {
        update("UPDATE hermes_row SET collection = ?" + OF_COLLECTION, to, application, from);
    }

    private long number(String sql, Object... values) throws SQLException {
        try (ResultSet found = query(sql, values)) {
            found.next();
            return found.getLong(1);
        }
    }

    private ResultSet query(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statement(sql);
        bind(statement, values);
        return statement.executeQuery();
    }

    private int update(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statement(sql);
        bind(statement, values);
        return statement.executeUpdate();
    }

    private int updateAll(String sql, List<Object[]> values) throws SQLException {
        if (values.size() == 1) {
            return update(sql, values.get(0));
        }
        PreparedStatement statement = statement(sql);
        for (Object[] each : values) {
            bind(statement, each);
            statement.addBatch();
        }
        int updated = 0;
        for (int count : statement.executeBatch()) {
            updated += count;
        }
        return updated;
    }

    private void execute(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }

    private PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
