package org.hermescdc.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of a store, opened again when it broke. The cache counts its units of work: so it is known after a break
 * whether a unit was taken, and whether another process has written since. Safe for use by several threads: rows are also
 * compared beside the reading of their source.
 */
final class JdbcSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcSession.class);
    private static final Duration LIMIT_OF_DOUBT = Duration.ofSeconds(30);
    private static final Duration LIMIT_OF_LOCK = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int SECONDS_TO_ANSWER = 5;

    private final JdbcStore.Options options;
    private final Dialect dialect;
    private JdbcRows rows;
    private long generation;
    private boolean closed;

    /** @throws StoreException if the database cannot be opened, or another process has the cache */
    JdbcSession(JdbcStore.Options options) {
        this.options = options;
        this.dialect = Dialect.of(options.url());
        rows = opened();
        generation = read(JdbcRows::generation);
    }

    /** What is read. */
    interface Query<T> {
        T of(JdbcRows rows) throws SQLException;
    }

    /** What is done in a transaction; can be done again after a rollback. */
    interface Unit {
        void on(JdbcRows rows) throws SQLException;
    }

    /** @throws StoreException if it cannot be read */
    synchronized <T> T read(Query<T> query) {
        try {
            return query.of(connected());
        } catch (SQLException e) {
            if (isAlive()) {
                throw failed("cannot be read", e, "nothing was changed");
            }
        }
        try {
            return query.of(connected());
        } catch (SQLException e) {
            throw failed("cannot be read", e, "nothing was changed");
        }
    }

    /**
     * Does a unit of work as one transaction.
     *
     * @param forced whether it, and all before it, is on the disk when this returns
     * @throws StoreException if it fails: then nothing of it has happened
     */
    synchronized void write(Unit unit, boolean forced) {
        if (!tryToWrite(unit, forced, true)) {
            tryToWrite(unit, forced, false);
        }
    }

    /** Returns false if the connection broke before the end of the unit, and {@code again} allows to do it anew. */
    private boolean tryToWrite(Unit unit, boolean forced, boolean again) {
        JdbcRows current = connected();
        boolean ending = false;
        boolean done = false;
        try {
            dialect.force(current.connection(), forced);
            current.connection().setAutoCommit(false);
            unit.on(current);
            requireAlone(current.advance(generation));
            ending = true;
            current.connection().commit();
            done = true;
        } catch (SQLException e) {
            if (ending && hasHappened(e)) {
                done = true;
            } else if (ending || !again || isAlive()) {
                throw failed("takes no change", e, "nothing of it has happened");
            } else {
                return false;
            }
        } finally {
            end(current, done);
        }
        generation++;
        return true;
    }

    private void end(JdbcRows current, boolean done) {
        if (rows != current) {
            return;
        }
        try {
            if (!done) {
                current.connection().rollback();
            }
            current.connection().setAutoCommit(true);
        } catch (SQLException e) {
            LOG.debug("the end of a transaction", e);
            drop();
        }
    }

    /** Whether the transaction counts whose commit gave no answer: asked until the database can tell. */
    private boolean hasHappened(SQLException unanswered) {
        drop();
        long end = System.nanoTime() + LIMIT_OF_DOUBT.toNanos();
        while (true) {
            try (JdbcRows again = opened()) {
                return again.generation() == generation + 1;
            } catch (SQLException | StoreException e) {
                if (System.nanoTime() > end || !paused()) {
                    throw failed("gave no answer to a change", unanswered, "it is not known whether that was taken");
                }
            }
        }
    }

    private JdbcRows connected() {
        if (closed) {
            throw new StoreException("the cache of " + options.application() + " in " + shown() + " is closed");
        }
        if (rows == null) {
            JdbcRows opened = opened();
            try {
                requireAlone(opened.generation() == generation);
            } catch (SQLException | StoreException e) {
                close(opened);
                throw e instanceof StoreException told ? told : failed("cannot be read", e, "nothing was changed");
            }
            rows = opened;
            LOG.info("connected again to the cache in {}", shown());
        }
        return rows;
    }

    /** What is in memory, and what comes from it, would not fit what is in the database. */
    private void requireAlone(boolean alone) {
        if (!alone) {
            throw new StoreException("the cache of " + options.application() + " in " + shown()
                    + " is not as this process left it: another one has written it, or a change was taken without an answer."
                    + " Nothing is read or written any more; restart " + options.application());
        }
    }

    private boolean isAlive() {
        try {
            if (rows != null && rows.connection().isValid(SECONDS_TO_ANSWER)) {
                return true;
            }
        } catch (SQLException e) {
            LOG.debug("a connection", e);
        }
        drop();
        return false;
    }

    private JdbcRows opened() {
        JdbcRows opened = null;
        boolean ready = false;
        try {
            dialect.beforeOpening(options.url());
            Connection connection = DriverManager.getConnection(options.url(), login());
            opened = new JdbcRows(connection, options.application());
            lock(connection);
            opened.create(dialect);
            ready = true;
            return opened;
        } catch (SQLException | IOException e) {
            throw failed("cannot be opened", e, "nothing was changed");
        } finally {
            if (!ready && opened != null) {
                close(opened);
            }
        }
    }

    /** The database may take a moment to notice that a process that had the cache is dead. */
    private void lock(Connection connection) throws SQLException {
        long end = System.nanoTime() + LIMIT_OF_LOCK.toNanos();
        while (!dialect.lock(connection, options.application())) {
            if (System.nanoTime() > end || !paused()) {
                throw new StoreException("the cache of " + options.application() + " in " + shown()
                        + " is in use: another process has it open; nothing was changed");
            }
        }
    }

    private Properties login() {
        Properties login = new Properties();
        options.user().ifPresent(user -> login.setProperty("user", user));
        options.password().ifPresent(password -> login.setProperty("password", password));
        return login;
    }

    private StoreException failed(String what, Exception cause, String outcome) {
        String reason = String.valueOf(cause.getMessage()).replace(options.url(), shown());
        return new StoreException(
                "the cache of " + options.application() + " in " + shown() + " " + what + ": " + reason + "; "
                        + outcome,
                cause);
    }

    private String shown() {
        return Dialect.shown(options.url());
    }

    /** Waits a moment; false if that was interrupted. */
    private static boolean paused() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void drop() {
        if (rows != null) {
            close(rows);
            rows = null;
        }
    }

    private static void close(JdbcRows connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("closing a connection", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        drop();
    }
}
