package org.hermescdc.it;

import java.nio.file.Path;

/** A bus file with one initsync sequence of {@code SRVUsers}, as a server would have written it. */
final class UsersOnBus {

    private static final String SCHEMA = """
            {"SRVUsers": {"HERMES_ATTRIBUTES": ["id", "login"], "SECRETS_ATTRIBUTES": [], "PRIMARYKEY_ATTRIBUTE": "id",
             "FOREIGN_KEYS": {}}}""";

    private UsersOnBus() {}

    /** @param logins those of the users 1, 2, … */
    static void write(Path file, String... logins) {
        SqliteFile bus = new SqliteFile(file);
        bus.execute("CREATE TABLE hermesmessages (msgid INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL,"
                + " timestamp REAL NOT NULL)");
        put(bus, "init-start", "null", "null", SCHEMA);
        for (int i = 0; i < logins.length; i++) {
            String id = String.valueOf(i + 1);
            put(bus, "added", "\"SRVUsers\"", id, "{\"id\": " + id + ", \"login\": \"" + logins[i] + "\"}");
        }
        put(bus, "init-stop", "null", "null", "{}");
    }

    private static void put(SqliteFile bus, String event, String type, String key, String attributes) {
        bus.execute(
                "INSERT INTO hermesmessages (data, timestamp) VALUES ('{\"evcategory\": \"initsync\", \"eventtype\": \""
                        + event + "\", \"objtype\": " + type + ", \"objpkey\": " + key + ", \"objattrs\": " + attributes
                        + "}', 1930291200)");
    }
}
