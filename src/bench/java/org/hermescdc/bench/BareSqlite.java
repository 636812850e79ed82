package org.hermescdc.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A transaction for each batch, in WAL mode, on disk at its end. */
final class BareSqlite implements BareProducer {

    private final BusFile file;
    private final Connection connection;

    BareSqlite(Path path) throws SQLException {
        file = new BusFile(path);
        connection = file.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("CREATE TABLE hermesmessages"
                    + " (msgid INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL, timestamp REAL NOT NULL)");
        }
        connection.setAutoCommit(false);
    }

    @Override
    public void send(List<String> batch) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO hermesmessages (data, timestamp) VALUES (?, ?)")) {
            for (String message : batch) {
                insert.setString(1, message);
                insert.setDouble(2, System.currentTimeMillis() / 1e3);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
    }

    @Override
    public long count() throws SQLException {
        return file.count();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
