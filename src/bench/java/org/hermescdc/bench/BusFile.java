package org.hermescdc.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.hermescdc.HermesServer;

/** A SQLite bus with one initsync sequence of a data set, as the server wrote it. */
record BusFile(Path path) {

    /** Makes the bus; {@code ground} is the server's folder. */
    static BusFile make(Ground ground, String datamodel) throws Exception {
        Path path = ground.folder().resolve("bus.sqlite");
        ServerSite site = ServerSite.make(ground, datamodel, ServerSite.sqliteBus(path));
        HermesServer server = site.openFilled();
        server.initsync();
        server.stop();
        return new BusFile(path);
    }

    /** All messages, in order. */
    List<String> messages() throws SQLException {
        List<String> messages = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT data FROM hermesmessages ORDER BY msgid")) {
            while (rows.next()) {
                messages.add(rows.getString(1));
            }
        }
        return messages;
    }

    long count() throws SQLException {
        return number("count(*)");
    }

    /** The offset of the last message. */
    long last() throws SQLException {
        return number("max(msgid)");
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + path);
    }

    private long number(String what) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + what + " FROM hermesmessages")) {
            return row.getLong(1);
        }
    }
}
