package org.hermescdc.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The bare scan: the queries of the server's three types by JDBC, each column of each row read. */
final class Scan implements Work {

    private static final List<String> QUERIES = List.of(
            "SELECT user_id, login, first_name, last_name, mail, department, phone, office, badge, active FROM users",
            "SELECT group_id, name, description FROM groups",
            "SELECT user_id, group_id FROM memberships");

    private final Path source;
    private final int expected;
    private int rows;

    Scan(Path source, DataSet set) {
        this.source = source;
        this.expected = set.entries();
    }

    @Override
    public void prepare() {
        rows = 0;
    }

    @Override
    public void run() throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + source);
                Statement statement = database.createStatement()) {
            for (String query : QUERIES) {
                try (ResultSet result = statement.executeQuery(query)) {
                    int columns = result.getMetaData().getColumnCount();
                    while (result.next()) {
                        for (int column = 1; column <= columns; column++) {
                            result.getObject(column);
                        }
                        rows++;
                    }
                }
            }
        }
    }

    @Override
    public void verify() {
        Expect.equal("rows scanned", rows, expected);
    }
}
