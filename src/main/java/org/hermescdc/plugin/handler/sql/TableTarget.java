package org.hermescdc.plugin.handler.sql;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.hermescdc.core.model.Entry;
import org.hermescdc.plugin.datasource.jdbc.Database.Transaction;

/**
 * A table that has one row for each object of a type. A row is written so that a second time does no harm: changed where it
 * is, else inserted.
 *
 * @param key column of the key → local attribute
 * @param columns other column → local attribute
 */
record TableTarget(String table, Map<String, String> key, Map<String, String> columns) {

    /** Begins the parameters of the row as it was. */
    private static final String OLD = "_was_";

    /** @param before the object as its row was written; null for a new one */
    void write(Transaction transaction, Entry now, Entry before) throws SQLException {
        Map<String, Object> values = values(now, "");
        values.putAll(values(before == null ? now : before, OLD));
        boolean moved = !key(values, OLD).equals(key(values, ""));
        boolean changed =
                transaction.execute(update(OLD), values) > 0 || moved && transaction.execute(update(""), values) > 0;
        if (!changed) {
            transaction.execute(insert(), values);
        }
    }

    void delete(Transaction transaction, Entry before) throws SQLException {
        transaction.execute("DELETE FROM " + table + where(""), values(before, ""));
    }

    private String update(String found) {
        return "UPDATE " + table + " SET "
                + all().keySet().stream()
                        .map(column -> column + " = :" + column)
                        .collect(Collectors.joining(", "))
                + where(found);
    }

    private String insert() {
        return "INSERT INTO " + table + " (" + String.join(", ", all().keySet()) + ") VALUES ("
                + all().keySet().stream().map(column -> ":" + column).collect(Collectors.joining(", ")) + ")";
    }

    private String where(String found) {
        return " WHERE "
                + key.keySet().stream()
                        .map(column -> column + " = :" + found + column)
                        .collect(Collectors.joining(" AND "));
    }

    private Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(key);
        all.putAll(columns);
        return all;
    }

    private Map<String, Object> values(Entry object, String prefix) {
        Map<String, Object> values = new HashMap<>();
        all().forEach((column, attribute) -> values.put(prefix + column, object.get(attribute)));
        return values;
    }

    private Map<String, Object> key(Map<String, Object> values, String prefix) {
        Map<String, Object> key = new HashMap<>();
        this.key.keySet().forEach(column -> key.put(column, values.get(prefix + column)));
        return key;
    }
}
