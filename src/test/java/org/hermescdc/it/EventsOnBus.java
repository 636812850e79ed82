package org.hermescdc.it;

import java.nio.file.Path;
import java.time.InstantSource;

/** A bus file to which a test adds events, as a server would have written them; begins with an empty initsync sequence. */
public final class EventsOnBus {

    private final SqliteFile file;
    private final InstantSource clock;

    /** @param schema the server's, as {@code init-start} tells it */
    public EventsOnBus(Path path, InstantSource clock, String schema) {
        this.file = new SqliteFile(path);
        this.clock = clock;
        file.execute("CREATE TABLE hermesmessages (msgid INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL,"
                + " timestamp REAL NOT NULL)");
        put("initsync", "init-start", "null", "null", schema);
        put("initsync", "init-stop", "null", "null", "{}");
    }

    public void added(String type, String key, String attributes) {
        put("base", "added", "\"" + type + "\"", key, attributes);
    }

    public void modified(String type, String key, String attributes) {
        put(
                "base",
                "modified",
                "\"" + type + "\"",
                key,
                "{\"added\": {}, \"modified\": " + attributes + ", \"removed\": {}}");
    }

    public void removed(String type, String key) {
        put("base", "removed", "\"" + type + "\"", key, "{}");
    }

    private void put(String category, String event, String type, String key, String attributes) {
        String json = "{\"evcategory\": \"" + category + "\", \"eventtype\": \"" + event + "\", \"objtype\": " + type
                + ", \"objpkey\": " + key + ", \"objattrs\": " + attributes + "}";
        file.execute("INSERT INTO hermesmessages (data, timestamp) VALUES ('" + json + "', "
                + clock.instant().getEpochSecond() + ")");
    }
}
