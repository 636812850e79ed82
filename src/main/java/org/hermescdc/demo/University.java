package org.hermescdc.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.HermesException;

/** The source: the database of an invented university. */
public final class University implements AutoCloseable {

    private final Connection database;

    private University(Connection database) {
        this.database = database;
    }

    /** Makes the database and loads the CSV files of a folder: users, groups, memberships. */
    public static University load(Path database, Path csv) {
        University university = new University(open(database));
        university.run("PRAGMA journal_mode = WAL");
        university.run("CREATE TABLE users (user_id INTEGER PRIMARY KEY, login TEXT UNIQUE, first_name TEXT,"
                + " last_name TEXT, mail TEXT, department TEXT)");
        university.run("CREATE TABLE groups (group_id INTEGER PRIMARY KEY, name TEXT UNIQUE, description TEXT)");
        university.run("CREATE TABLE memberships (user_id INTEGER, group_id INTEGER, PRIMARY KEY (user_id, group_id))");
        for (String table : List.of("users", "groups", "memberships")) {
            university.fill(table, csv.resolve(table + ".csv"));
        }
        return university;
    }

    private static Connection open(Path database) {
        try {
            return DriverManager.getConnection("jdbc:sqlite:" + database);
        } catch (SQLException e) {
            throw new HermesException(database + ": " + e.getMessage(), e);
        }
    }

    private void fill(String table, Path csv) {
        try {
            List<String> lines = Files.readAllLines(csv);
            String[] columns = lines.get(0).split(",");
            String sql = "INSERT INTO " + table + " VALUES (?" + ", ?".repeat(columns.length - 1) + ")";
            database.setAutoCommit(false);
            try (PreparedStatement insert = database.prepareStatement(sql)) {
                for (String line : lines.subList(1, lines.size())) {
                    String[] values = line.split(",", -1);
                    for (int i = 0; i < values.length; i++) {
                        insert.setString(i + 1, values[i]);
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            database.commit();
            database.setAutoCommit(true);
        } catch (SQLException | IOException e) {
            throw new HermesException(csv + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** Changes the data. */
    void run(String sql) {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new HermesException(sql + ": " + e.getMessage(), e);
        }
    }

    /** How much of everything there is; memberships only of those who are there. */
    Counts counts() {
        return new Counts(
                number("SELECT count(*) FROM users"),
                number("SELECT count(*) FROM groups"),
                number("SELECT count(*) FROM memberships JOIN users USING (user_id)"));
    }

    private long number(String sql) {
        return ((Number) row(sql).values().iterator().next()).longValue();
    }

    /** The first row of a query: column → value. */
    Map<String, Object> row(String sql) {
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            if (!result.next()) {
                throw new HermesException(sql + ": no row");
            }
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.put(result.getMetaData().getColumnName(i), result.getObject(i));
            }
            return row;
        } catch (SQLException e) {
            throw new HermesException(sql + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            database.close();
        } catch (SQLException e) {
            throw new HermesException("the university's database cannot be closed: " + e.getMessage(), e);
        }
    }
}
