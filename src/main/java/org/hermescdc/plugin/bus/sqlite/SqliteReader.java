package org.hermescdc.plugin.bus.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Supplier;
import org.hermescdc.spi.BusConsumer.Bounds;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.IncomingMessage;
import org.hermescdc.spi.OffsetLostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * Reads the bus file, and never writes to it. It is opened for each page of messages: a reader holds no lock while the
 * client works, and sees a file put in the place of another. A file or table that is not there yet is an empty bus.
 */
public final class SqliteReader {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteReader.class);

    private static final int PAGE = 1000;
    private static final Bounds NOTHING_YET = new Bounds(1, 1);
    private static final String HAS_TABLE =
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'hermesmessages'";

    /**
     * First and last offset. Each by itself, since SQLite then finds it without reading the table. The last one ever given
     * is remembered when its message is gone.
     */
    private static final String BOUNDS = "SELECT (SELECT min(msgid) FROM hermesmessages),"
            + " max(coalesce((SELECT max(msgid) FROM hermesmessages), 0),"
            + " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'hermesmessages'), 0))";

    private static final String MESSAGES =
            "SELECT msgid, data, timestamp FROM hermesmessages WHERE msgid >= ? ORDER BY msgid LIMIT " + PAGE;

    private final Path file;

    SqliteReader(Path file) {
        this.file = file;
    }

    /** @throws BusException if the file cannot be read */
    public Bounds bounds() {
        return reading(SqliteReader::bounds, () -> NOTHING_YET);
    }

    /**
     * Returns what the bus has from {@code offset} on, read page by page as it is asked for.
     *
     * @throws OffsetLostException by the iterator, if a message from {@code offset} on was dropped or cannot be there
     * @throws BusException by the iterator, if the file cannot be read
     */
    public Iterator<IncomingMessage> read(long offset) {
        return new Pages(offset);
    }

    private final class Pages implements Iterator<IncomingMessage> {

        private final Queue<IncomingMessage> page = new ArrayDeque<>();
        private long next;
        private boolean ended;

        Pages(long offset) {
            next = offset;
        }

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && !ended) {
                page.addAll(page(next));
                ended = page.size() < PAGE;
            }
            return !page.isEmpty();
        }

        @Override
        public IncomingMessage next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            IncomingMessage message = page.remove();
            next = message.offset() + 1;
            return message;
        }
    }

    private Queue<IncomingMessage> page(long offset) {
        return reading(
                bus -> {
                    require(offset, bounds(bus));
                    return messages(bus, offset);
                },
                () -> {
                    require(offset, NOTHING_YET);
                    return new ArrayDeque<>();
                });
    }

    private void require(long offset, Bounds bounds) {
        if (offset < bounds.first() || offset > bounds.end()) {
            throw new OffsetLostException("bus sqlite (" + file + ")", offset, bounds);
        }
    }

    private Queue<IncomingMessage> messages(Connection bus, long offset) throws SQLException {
        Queue<IncomingMessage> page = new ArrayDeque<>();
        try (PreparedStatement query = bus.prepareStatement(MESSAGES)) {
            query.setLong(1, offset);
            ResultSet rows = query.executeQuery();
            for (long next = offset; rows.next(); next = rows.getLong(1) + 1) {
                page.add(message(next, rows));
            }
        }
        return page;
    }

    private IncomingMessage message(long next, ResultSet row) throws SQLException {
        long offset = row.getLong(1);
        if (offset > next) {
            LOG.warn(
                    "bus sqlite ({}): the messages {} to {} are not there, though older ones are: somebody deleted them",
                    file,
                    next,
                    offset - 1);
        }
        Instant timestamp = Instant.ofEpochSecond(0, Math.round(row.getDouble(3) * 1e6) * 1000);
        return new IncomingMessage(next, offset, timestamp, row.getString(2));
    }

    private static Bounds bounds(Connection bus) throws SQLException {
        try (Statement statement = bus.createStatement();
                ResultSet row = statement.executeQuery(BOUNDS)) {
            row.next();
            long end = row.getLong(2) + 1;
            long first = row.getLong(1);
            return row.wasNull() ? new Bounds(end, end) : new Bounds(first, end);
        }
    }

    private interface Reading<T> {
        T from(Connection bus) throws SQLException;
    }

    /** Reads in one transaction, so that all that is read fits together. */
    private <T> T reading(Reading<T> reading, Supplier<T> nothingYet) {
        if (!Files.exists(file)) {
            return nothingYet.get();
        }
        SQLiteConfig config = Sqlite.config();
        config.setReadOnly(true);
        try (Connection bus = config.createConnection("jdbc:sqlite:" + file)) {
            bus.setAutoCommit(false);
            return hasTable(bus) ? reading.from(bus) : nothingYet.get();
        } catch (SQLException e) {
            throw new BusException("bus sqlite (" + file + ") cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean hasTable(Connection bus) throws SQLException {
        try (Statement statement = bus.createStatement();
                ResultSet row = statement.executeQuery(HAS_TABLE)) {
            return row.next();
        }
    }
}
