package org.hermescdc.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/** Does what a unit of work says to the tables in memory, and can undo it. */
final class Effects {

    private final Map<String, FileTable<?, ?>> tables;
    private final Deque<Runnable> undos = new ArrayDeque<>();

    /** @param tables those of the store, by name */
    Effects(Map<String, FileTable<?, ?>> tables) {
        this.tables = tables;
    }

    /** Does all changes. */
    void of(UnitOfWork unit) {
        for (Change change : unit.changes()) {
            happened(change);
        }
    }

    /** Does all changes and writes down those that changed something. */
    void of(UnitOfWork unit, JournalLines lines) throws IOException {
        for (Change change : unit.changes()) {
            if (happened(change)) {
                write(change, lines);
            }
        }
    }

    void undo() {
        while (!undos.isEmpty()) {
            undos.pop().run();
        }
    }

    private boolean happened(Change change) {
        Runnable undo = effect(change);
        if (undo == null) {
            return false;
        }
        undos.push(undo);
        return true;
    }

    private Runnable effect(Change change) {
        if (change instanceof Change.Put<?, ?> put) {
            return put(put);
        }
        if (change instanceof Change.Remove<?> remove) {
            return remove(remove);
        }
        if (change instanceof Change.Set set) {
            return own(set.document()).put(DocumentFormat.KEY, ValueJson.text(set.value()));
        }
        if (change instanceof Change.Delete delete) {
            return own(delete.document()).drop();
        }
        if (change instanceof Change.Clear clear) {
            return own(clear.table()).clear();
        }
        if (change instanceof Change.Create create) {
            return own(create.table()).create();
        }
        if (change instanceof Change.Drop drop) {
            return own(drop.table()).drop();
        }
        if (change instanceof Change.ForgetBackups forget) {
            return own(forget.table()).forgetBackups();
        }
        return rekey((Change.Rekey) change);
    }

    private <K, V> Runnable put(Change.Put<K, V> put) {
        return own(put.table()).put(put.key(), put.value());
    }

    private <K> Runnable remove(Change.Remove<K> remove) {
        return own(remove.table()).remove(remove.key());
    }

    private Runnable rekey(Change.Rekey rekey) {
        EntryFormat format = new EntryFormat(rekey.primaryKey());
        FileTable<Key, Entry> table = own(rekey.table());
        return table.reformat(format, format::keyOf);
    }

    private void write(Change change, JournalLines lines) throws IOException {
        if (change instanceof Change.Put<?, ?> put) {
            writePut(put, lines);
        } else if (change instanceof Change.Remove<?> remove) {
            writeRemove(remove, lines);
        } else if (change instanceof Change.Set set) {
            FileTable<String, String> table = own(set.document());
            lines.set(table, DocumentFormat.KEY, table.get(DocumentFormat.KEY));
        } else if (change instanceof Change.Delete delete) {
            lines.drop(own(delete.document()));
        } else if (change instanceof Change.Clear clear) {
            lines.clear(own(clear.table()));
        } else if (change instanceof Change.Create create) {
            lines.create(own(create.table()));
        } else if (change instanceof Change.Drop drop) {
            lines.drop(own(drop.table()));
        } else if (change instanceof Change.ForgetBackups forget) {
            lines.forgetBackups(own(forget.table()));
        }
    }

    private <K, V> void writePut(Change.Put<K, V> put, JournalLines lines) throws IOException {
        FileTable<K, V> table = own(put.table());
        lines.put(table, put.key(), table.get(put.key()));
    }

    private <K> void writeRemove(Change.Remove<K> remove, JournalLines lines) throws IOException {
        lines.remove(own(remove.table()), remove.key());
    }

    private FileTable<String, String> own(Document document) {
        if (document instanceof TableDocument mine) {
            return own(mine.table());
        }
        throw StoreChecks.stranger(document.name());
    }

    private <K, V> FileTable<K, V> own(Table<K, V> table) {
        if (table instanceof FileTable<K, V> mine && tables.get(table.name()) == mine) {
            return mine;
        }
        throw StoreChecks.stranger(table.name());
    }
}
