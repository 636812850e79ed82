package org.hermescdc.store;

import java.util.Set;
import java.util.TreeSet;

/** Copies the content of one store into another one, of another kind or not. */
public final class StoreCopy {

    private final OwnStore source;

    /**
     * @param source with all its tables open: what is in none of them has no form that could be known
     * @throws StoreException if something is in none of them
     */
    public StoreCopy(Store source) {
        this.source = (OwnStore) source;
        Set<String> unknown = new TreeSet<>(this.source.names());
        this.source.openTables().forEach(table -> unknown.remove(table.name()));
        if (!unknown.isEmpty()) {
            throw new StoreException("nothing is copied: the cache has " + String.join(", ", unknown)
                    + ", which neither the configuration nor what was kept of former ones explains");
        }
    }

    /**
     * Copies everything, as one unit of work.
     *
     * @return how many collections were copied
     * @throws StoreException if {@code target} is not empty: then it stays as it is
     */
    public int into(Store target) {
        Set<String> there = ((OwnStore) target).names();
        if (!there.isEmpty()) {
            throw new StoreException(
                    "nothing is copied: the target is not empty, it has " + String.join(", ", new TreeSet<>(there)));
        }
        UnitOfWork unit = new UnitOfWork();
        int copied = 0;
        for (OwnTable<?, ?> table : source.openTables()) {
            if (table.exists()) {
                add(unit, table, target);
                copied++;
            }
        }
        target.save(unit);
        return copied;
    }

    private static <K, V> void add(UnitOfWork unit, OwnTable<K, V> table, Store target) {
        Table<K, V> copy = target.table(table.name(), table.format(), table.kind());
        unit.create(copy);
        table.forEach((key, value) -> unit.put(copy, key, value));
    }
}
