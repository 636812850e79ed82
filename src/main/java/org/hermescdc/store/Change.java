package org.hermescdc.store;

import java.util.List;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/** One step of a {@link UnitOfWork}; what each does is told there. */
sealed interface Change {

    record Put<K, V>(Table<K, V> table, K key, V value) implements Change {}

    record Remove<K>(Table<K, ?> table, K key) implements Change {}

    record Clear(Table<?, ?> table) implements Change {}

    record Create(Table<?, ?> table) implements Change {}

    record Drop(Table<?, ?> table) implements Change {}

    record ForgetBackups(Table<?, ?> table) implements Change {}

    record Rekey(Table<Key, Entry> table, List<String> primaryKey) implements Change {}

    record Set(Document document, Object value) implements Change {}

    record Delete(Document document) implements Change {}
}
