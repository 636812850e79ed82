package org.hermescdc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** How much data a measure works on: users, a hundredth of it groups, three memberships a user; the same in each run. */
enum DataSet {
    XS(1_000),
    S(100_000),
    L(1_000_000);

    private static final int COMMIT_AFTER = 50_000;

    private final int users;

    DataSet(int users) {
        this.users = users;
    }

    int users() {
        return users;
    }

    int groups() {
        return users / 100;
    }

    int memberships() {
        return 3 * users;
    }

    /** How many entries a server of this set has. */
    int entries() {
        return users() + groups() + memberships();
    }

    /** The first of which a client with a slow target is given. */
    int usersForTarget() {
        return Math.min(users, 10_000);
    }

    /** Copies the source to {@code target}; it is made once, and kept below {@code store}. */
    void copyTo(Path target, Path store) throws IOException, SQLException {
        Path kept = store.resolve("source-" + name() + ".sqlite");
        if (!Files.exists(kept)) {
            Files.createDirectories(store);
            Path fresh = store.resolve("source-" + name() + ".new");
            Files.deleteIfExists(fresh);
            make(fresh);
            Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.copy(kept, target);
    }

    private void make(Path file) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            statement.execute(
                    "CREATE TABLE users (user_id INTEGER PRIMARY KEY, login TEXT, first_name TEXT, last_name TEXT,"
                            + " mail TEXT, department TEXT, phone TEXT, office TEXT, badge INTEGER, active INTEGER)");
            statement.execute("CREATE TABLE groups (group_id INTEGER PRIMARY KEY, name TEXT, description TEXT)");
            statement.execute(
                    "CREATE TABLE memberships (user_id INTEGER, group_id INTEGER, PRIMARY KEY (user_id, group_id))"
                            + " WITHOUT ROWID");
            database.setAutoCommit(false);
            fill(database, "users", 10, users, DataSet::user);
            fill(database, "groups", 3, groups(), DataSet::group);
            fill(database, "memberships", 2, memberships(), this::membership);
            database.commit();
        }
    }

    private interface Row {
        Object[] of(int number);
    }

    private static void fill(Connection database, String table, int columns, int rows, Row row) throws SQLException {
        String insert = "INSERT INTO " + table + " VALUES (?" + ", ?".repeat(columns - 1) + ")";
        try (PreparedStatement statement = database.prepareStatement(insert)) {
            for (int number = 0; number < rows; number++) {
                Object[] values = row.of(number);
                for (int column = 0; column < columns; column++) {
                    statement.setObject(column + 1, values[column]);
                }
                statement.addBatch();
                if (number % COMMIT_AFTER == COMMIT_AFTER - 1) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private static Object[] user(int number) {
        String login = "u" + Integer.toString(number, 36);
        return new Object[] {
            number + 1,
            login,
            "jean-" + Integer.toString(number % 977, 36),
            "o'neill " + Integer.toString(number % 7919, 36),
            login + "@university.example.org",
            "department " + number % 53,
            "+33 1 " + (10_000_000 + number),
            "building " + (char) ('A' + number % 13) + ", room " + number % 400,
            7_000_000 + number,
            number % 10 == 0 ? 0 : 1
        };
    }

    private static Object[] group(int number) {
        return new Object[] {number + 1, "group-" + number, "the members of group number " + number};
    }

    private Object[] membership(int number) {
        int user = number / 3;
        return new Object[] {user + 1, (user + number % 3 * (groups() / 3)) % groups() + 1};
    }
}
