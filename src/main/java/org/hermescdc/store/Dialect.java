package org.hermescdc.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/** What differs between the databases that can hold a cache. */
enum Dialect {

    /** One file for one application; the lock of the file keeps others out. */
    SQLITE("jdbc:sqlite:", "BLOB", " WITHOUT ROWID") {

        @Override
        void beforeOpening(String url) throws IOException {
            Path file = file(url);
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        }

        /** Of what is deleted nothing is left in the file: an attribute may have become secret. */
        @Override
        boolean lock(Connection connection, String application) throws SQLException {
            try {
                execute(connection, "PRAGMA locking_mode=EXCLUSIVE");
                execute(connection, "PRAGMA journal_mode=WAL");
                execute(connection, "PRAGMA secure_delete=ON");
                execute(connection, "BEGIN EXCLUSIVE");
                execute(connection, "COMMIT");
                return true;
            } catch (SQLException e) {
                if (isBusy(e)) {
                    return false;
                }
                throw e;
            }
        }

        /** What is not forced survives the death of the process, but not a power failure. */
        @Override
        void force(Connection connection, boolean forced) throws SQLException {
            execute(connection, "PRAGMA synchronous=" + (forced ? "FULL" : "NORMAL"));
        }
    },

    /** Several applications on several hosts; a lock of the session keeps a second instance of one out. */
    POSTGRESQL("jdbc:postgresql:", "BYTEA", "") {

        @Override
        boolean lock(Connection connection, String application) throws SQLException {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT pg_try_advisory_lock(hashtextextended(?, 0))")) {
                statement.setString(1, "cache of " + application);
                try (ResultSet result = statement.executeQuery()) {
                    return result.next() && result.getBoolean(1);
                }
            }
        }
    };

    private static final int SQLITE_BUSY = 5;
    private static final int PRIMARY_CODE = 0xFF;

    private final String prefix;
    private final String bytes;
    private final String clustered;

    /**
     * @param bytes the type of a byte string that is sorted as one
     * @param clustered what makes a table keep its rows in the order of its key
     */
    Dialect(String prefix, String bytes, String clustered) {
        this.prefix = prefix;
        this.bytes = bytes;
        this.clustered = clustered;
    }

    /** @throws StoreException if no dialect is known for the URL */
    static Dialect of(String url) {
        return Stream.of(values())
                .filter(dialect -> url.startsWith(dialect.prefix))
                .findFirst()
                .orElseThrow(() -> new StoreException("hermes.cache.jdbc.url: " + shown(url)
                        + " is no database that can hold a cache; expected jdbc:sqlite:FILE or"
                        + " jdbc:postgresql://HOST/DATABASE"));
    }

    /** A URL without its parameters, which may be secret. */
    static String shown(String url) {
        return url.replaceFirst("\\?.*", "");
    }

    /** What has to be there before the database can be opened. */
    void beforeOpening(String url) throws IOException {}

    /** Keeps other processes from the cache of the application, until the connection ends; false: one has it. */
    abstract boolean lock(Connection connection, String application) throws SQLException;

    /** Whether the next commit is on the disk, with all before it, when it returns. That of PostgreSQL always is. */
    void force(Connection connection, boolean forced) throws SQLException {}

    String rows() {
        return "CREATE TABLE IF NOT EXISTS hermes_row (application VARCHAR(200) NOT NULL,"
                + " collection VARCHAR(200) NOT NULL, id " + bytes + " NOT NULL, content TEXT NOT NULL,"
                + " PRIMARY KEY (application, collection, id))" + clustered;
    }

    private static Path file(String url) {
        String file = shown(url).substring(SQLITE.prefix.length());
        if (file.isEmpty() || file.startsWith(":") || file.startsWith("file:")) {
            throw new StoreException("hermes.cache.jdbc.url: " + shown(url) + ": expected jdbc:sqlite:FILE");
        }
        return Path.of(file);
    }

    private static boolean isBusy(SQLException e) {
        return (e.getErrorCode() & PRIMARY_CODE) == SQLITE_BUSY;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
