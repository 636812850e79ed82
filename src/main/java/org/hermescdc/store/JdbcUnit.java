package org.hermescdc.store;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/** Does what a unit of work says in the database, and to the state of the tables; that can be undone. */
final class JdbcUnit {

    /** As many rows are written at once. */
    private static final int BATCH = 500;

    /** No name of a collection holds a slash. */
    private static final String REKEYED = "/rekeyed";

    private final Map<String, JdbcTable<?, ?>> tables;
    private final JdbcRows rows;
    private final Map<JdbcTable<?, ?>, Runnable> undos = new HashMap<>();

    /** Rows to be written; null: to be deleted. Of several changes of a row the last one counts. */
    private final Map<JdbcTable<?, ?>, Map<ByteBuffer, String>> waiting = new LinkedHashMap<>();

    /** @param tables those of the store, by name */
    JdbcUnit(Map<String, JdbcTable<?, ?>> tables, JdbcRows rows) {
        this.tables = tables;
        this.rows = rows;
    }

    void run(UnitOfWork unit) throws SQLException {
        for (Change change : unit.changes()) {
            run(change);
        }
        for (JdbcTable<?, ?> table : waiting.keySet()) {
            write(table);
        }
    }

    /** Gives all tables the state that they had; the transaction is rolled back by others. */
    void undo() {
        undos.values().forEach(Runnable::run);
    }

    private void run(Change change) throws SQLException {
        if (change instanceof Change.Put<?, ?> put) {
            put(put);
        } else if (change instanceof Change.Remove<?> remove) {
            remove(remove);
        } else if (change instanceof Change.Set set) {
            JdbcTable<String, String> table = own(set.document());
            put(table, DocumentFormat.KEY, ValueJson.text(set.value()));
        } else if (change instanceof Change.Delete delete) {
            drop(own(delete.document()));
        } else if (change instanceof Change.Clear clear) {
            clear(own(clear.table()));
        } else if (change instanceof Change.Create create) {
            create(own(create.table()));
        } else if (change instanceof Change.Drop drop) {
            drop(own(drop.table()));
        } else if (change instanceof Change.Rekey rekey) {
            rekey(own(rekey.table()), new EntryFormat(rekey.primaryKey()));
        } else if (change instanceof Change.ForgetBackups forget) {
            own(forget.table());
        }
    }

    private <K, V> void put(Change.Put<K, V> put) throws SQLException {
        put(own(put.table()), put.key(), put.value());
    }

    private <K, V> void put(JdbcTable<K, V> table, K key, V value) throws SQLException {
        V accepted = table.format().accept(key, value);
        create(table);
        later(table, table.id(key), RowText.write(table.format(), key, accepted));
    }

    private <K> void remove(Change.Remove<K> remove) throws SQLException {
        JdbcTable<K, ?> table = own(remove.table());
        later(table, table.id(remove.key()), null);
    }

    private void later(JdbcTable<?, ?> table, byte[] id, String content) throws SQLException {
        Map<ByteBuffer, String> changes = waiting.computeIfAbsent(table, key -> new LinkedHashMap<>());
        changes.put(ByteBuffer.wrap(id), content);
        if (changes.size() >= BATCH) {
            write(table);
        }
    }

    private <K, V> void write(JdbcTable<K, V> table) throws SQLException {
        Map<ByteBuffer, String> changes = waiting.getOrDefault(table, Map.of());
        if (changes.isEmpty()) {
            return;
        }
        List<byte[]> ids = new ArrayList<>();
        List<JdbcRows.Row> written = new ArrayList<>();
        changes.forEach((id, content) -> {
            ids.add(id.array());
            if (content != null) {
                written.add(new JdbcRows.Row(id.array(), content));
            }
        });
        changes.clear();
        int deleted = table.state().size() == 0 ? 0 : rows.delete(table.name(), ids);
        rows.insert(table.name(), written);
        remember(table);
        table.become(table.state().withSize(table.state().size() + written.size() - deleted));
    }

    private <K, V> void create(JdbcTable<K, V> table) throws SQLException {
        if (!table.exists()) {
            rows.createCollection(table.name());
            remember(table);
            table.become(table.state().created());
        }
    }

    private <K, V> void clear(JdbcTable<K, V> table) throws SQLException {
        forget(table);
        rows.clear(table.name());
        remember(table);
        table.become(table.state().withSize(0));
    }

    private <K, V> void drop(JdbcTable<K, V> table) throws SQLException {
        forget(table);
        if (table.exists()) {
            rows.clear(table.name());
            rows.dropCollection(table.name());
        }
        remember(table);
        table.become(table.state().gone());
    }

    private void forget(JdbcTable<?, ?> table) {
        waiting.getOrDefault(table, new HashMap<>()).clear();
    }

    private void rekey(JdbcTable<Key, Entry> table, EntryFormat format) throws SQLException {
        write(table);
        byte[] last = JdbcRows.START;
        for (List<JdbcRows.Row> page = page(table, last); !page.isEmpty(); page = page(table, last)) {
            for (JdbcRows.Row row : page) {
                rekey(table, format, table.parsed(row.content()), row.content());
                last = row.id();
            }
        }
        rows.clear(table.name());
        rows.move(table.name() + REKEYED, table.name());
        remember(table);
        table.become(table.state().withFormat(format));
    }

    private List<JdbcRows.Row> page(JdbcTable<Key, Entry> table, byte[] last) throws SQLException {
        return rows.behind(table.name(), last, BATCH);
    }

    /** A unit of work that gives two entries one key is refused; the content of an entry stays. */
    private void rekey(JdbcTable<Key, Entry> table, EntryFormat format, JdbcTable.Row<Key, Entry> row, String content)
            throws SQLException {
        Key key = format.keyOf(row.value());
        byte[] id = KeyBytes.of(format.keyValue(key));
        if (rows.content(table.name() + REKEYED, id) != null) {
            throw new IllegalArgumentException(
                    table.name() + "[" + row.key() + "]: another entry has the key " + key + " too");
        }
        rows.insert(table.name() + REKEYED, List.of(new JdbcRows.Row(id, content)));
    }

    private <K, V> void remember(JdbcTable<K, V> table) {
        JdbcTable.State<K, V> before = table.state();
        undos.putIfAbsent(table, () -> table.become(before));
    }

    private JdbcTable<String, String> own(Document document) {
        if (document instanceof TableDocument mine) {
            return own(mine.table());
        }
        throw StoreChecks.stranger(document.name());
    }

    private <K, V> JdbcTable<K, V> own(Table<K, V> table) {
        if (table instanceof JdbcTable<K, V> mine && tables.get(table.name()) == mine) {
            return mine;
        }
        throw StoreChecks.stranger(table.name());
    }
}
