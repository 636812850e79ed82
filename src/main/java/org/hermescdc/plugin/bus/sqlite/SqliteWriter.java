package org.hermescdc.plugin.bus.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusFactory.Environment;
import org.hermescdc.spi.OutgoingMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * Writes the bus file, as the only writer. Messages are on disk when {@link #append} returns. The file is made, with its
 * table, at the first use; one written by Hermes 1.0.9 is taken over. Safe for use by several threads.
 */
public final class SqliteWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);

    private static final Duration BETWEEN_RETENTIONS = Duration.ofDays(1);
    private static final Duration AFTER_FAILED_RETENTION = Duration.ofHours(1);
    private static final String TABLE = "CREATE TABLE IF NOT EXISTS hermesmessages"
            + " (msgid INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL, timestamp REAL NOT NULL)";
    private static final String INSERT = "INSERT INTO hermesmessages (data, timestamp) VALUES (?, ?)";

    /** Only from the start, even if the clock was set back meanwhile: what is kept has no holes. */
    private static final String DELETE_OLD = "DELETE FROM hermesmessages WHERE msgid <"
            + " coalesce((SELECT min(msgid) FROM hermesmessages WHERE timestamp >= ?), (SELECT max(msgid) + 1 FROM hermesmessages))";

    private final Path file;
    private final Duration retention;
    private final Environment environment;
    private Connection connection;

    /** Whether the transaction may have been committed, though nothing was heard of it. */
    private boolean committing;

    private Instant nextRetention = Instant.MIN;

    SqliteWriter(Path file, Duration retention, Environment environment) {
        this.file = file;
        this.retention = retention;
        this.environment = environment;
    }

    /**
     * Puts messages on the bus, in one transaction: all, or none.
     *
     * @throws BusException if that fails
     */
    public synchronized void append(List<OutgoingMessage> messages) {
        try {
            writing(bus -> insert(bus, messages));
        } catch (SQLException | IOException e) {
            throw new BusException(
                    "bus sqlite (" + file + ") took none of " + messages.size() + " messages: " + e.getMessage(),
                    0,
                    committing ? messages.size() : 0,
                    e);
        }
    }

    /**
     * Deletes what is older than the retention, if that was not done within a day. A failure is only logged, and tried again
     * an hour later.
     */
    public synchronized void retain() {
        Instant now = environment.clock().instant();
        if (now.isBefore(nextRetention)) {
            return;
        }
        try {
            writing(bus -> {
                int deleted = deleteOlderThan(bus, now.minus(retention));
                LOG.info("bus sqlite ({}): {} messages older than {} days deleted", file, deleted, retention.toDays());
            });
            nextRetention = now.plus(BETWEEN_RETENTIONS);
        } catch (SQLException | IOException e) {
            nextRetention = now.plus(AFTER_FAILED_RETENTION);
            LOG.warn(
                    "bus sqlite ({}): old messages could not be deleted, next try in an hour: {}",
                    file,
                    e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.warn("bus sqlite ({}) did not close: {}", file, e.getMessage());
            }
            connection = null;
        }
    }

    private void insert(Connection bus, List<OutgoingMessage> messages) throws SQLException {
        double now = seconds(environment.clock().instant());
        try (PreparedStatement insert = bus.prepareStatement(INSERT)) {
            for (OutgoingMessage message : messages) {
                insert.setString(1, message.json());
                insert.setDouble(2, now);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static int deleteOlderThan(Connection bus, Instant oldest) throws SQLException {
        try (PreparedStatement delete = bus.prepareStatement(DELETE_OLD)) {
            delete.setDouble(1, seconds(oldest));
            return delete.executeUpdate();
        }
    }

    private interface Writing {
        void to(Connection bus) throws SQLException;
    }

    /**
     * Writes in one transaction, begun and ended in SQL: the driver's own would begin the next one, and so hold the lock of
     * the writer, as soon as it has committed.
     */
    private void writing(Writing writing) throws SQLException, IOException {
        committing = false;
        try (Statement transaction = open().createStatement()) {
            transaction.execute("BEGIN IMMEDIATE");
            writing.to(connection);
            committing = true;
            transaction.execute("COMMIT");
        } catch (SQLException | IOException e) {
            close();
            throw e;
        }
    }

    private Connection open() throws SQLException, IOException {
        if (connection != null && Files.exists(file)) {
            return connection;
        }
        close();
        create();
        connection = config().createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(TABLE);
            warnUnlessWal(statement);
        }
        return connection;
    }

    /** SQLite falls back by itself where the file system cannot share memory, as on NFS. */
    private void warnUnlessWal(Statement statement) throws SQLException {
        try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
            if (!"wal".equals(mode.getString(1))) {
                LOG.warn(
                        "bus sqlite ({}): the file system does not allow WAL mode; clients that read can hold up the"
                                + " server",
                        file);
            }
        }
    }

    /** A new file gets the mode that the umask allows, and SQLite gives its side files the same. */
    private void create() throws IOException {
        try {
            Files.createFile(file);
            Files.setAttribute(file, "unix:mode", 0666 & ~environment.umask());
        } catch (FileAlreadyExistsException usual) {
            // its mode is the operator's business
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = Sqlite.config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        return config;
    }

    private static double seconds(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }
}
