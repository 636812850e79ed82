package org.hermescdc.store;

import java.util.HashMap;
import java.util.Map;

/** A store without files, for tests of what stands above it: closing it forgets nothing. */
public final class MemoryStore implements Store {

    private final Map<String, FileTable<?, ?>> tables = new HashMap<>();
    private final Effects effects = new Effects(tables);

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> Table<K, V> table(String name, TableFormat<K, V> format, FileKind kind) {
        return (Table<K, V>) tables.computeIfAbsent(name, key -> new FileTable<>(key, format, kind));
    }

    @Override
    public Document document(String name, FileKind kind) {
        return new TableDocument(table(name, DocumentFormat.INSTANCE, kind));
    }

    @Override
    public void apply(UnitOfWork unit) {
        effects.of(unit);
    }

    @Override
    public void flush() {}

    @Override
    public void save() {}

    @Override
    public void save(UnitOfWork unit) {
        apply(unit);
    }

    @Override
    public long unsavedBytes() {
        return 0;
    }

    @Override
    public void close() {}
}
