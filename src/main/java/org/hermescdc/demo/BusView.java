package org.hermescdc.demo;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hermescdc.core.HermesException;

/** The bus, looked at from outside: any program can read its table. */
record BusView(Path file) {

    /** The offset of the newest event; 0 while there is none. */
    long newest() {
        return Long.parseLong(query("SELECT coalesce(max(msgid), 0) FROM hermesmessages WHERE msgid > ?", 0)
                .get(0));
    }

    /** The events behind an offset, as they stand on the bus. */
    List<String> after(long offset) {
        return query("SELECT data FROM hermesmessages WHERE msgid > ? ORDER BY msgid", offset);
    }

    /** The event that first told of a user. */
    String firstOf(long userId) {
        return query(
                        "SELECT data FROM hermesmessages WHERE json_extract(data, '$.objtype') = 'Users'"
                                + " AND json_extract(data, '$.objpkey') = ? ORDER BY msgid LIMIT 1",
                        userId)
                .get(0);
    }

    private List<String> query(String sql, long parameter) {
        try (Connection bus = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement statement = bus.prepareStatement(sql)) {
            statement.setLong(1, parameter);
            List<String> texts = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    texts.add(result.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new HermesException("the bus " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
