package org.hermescdc.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A store in a database (spec/05, docs/reference/cache.md): a unit of work is a transaction, and rows are read when they
 * are asked for, so that memory does not grow with them. There is nothing that a save would bring up to date: it forces
 * what was applied to the disk. The database has its own backups.
 */
public final class JdbcStore implements OwnStore {

    private final JdbcSession session;
    private final Map<String, JdbcTable<?, ?>> tables = new TreeMap<>();
    private boolean unforced;

    /**
     * Where the cache of an application is (spec/01, {@code hermes.cache.jdbc}).
     *
     * @param application whose cache it is; several may share a database
     */
    public record Options(String url, Optional<String> user, Optional<String> password, String application) {

        @Override
        public String toString() {
            return application + " in " + Dialect.shown(url);
        }
    }

    private JdbcStore(JdbcSession session) {
        this.session = session;
    }

    /**
     * Opens the cache, made if missing, and keeps other processes from it until it is closed.
     *
     * @throws StoreException if it cannot be opened, or another process has it
     */
    public static JdbcStore open(Options options) {
        return new JdbcStore(new JdbcSession(options));
    }

    @Override
    public <K, V> Table<K, V> table(String name, TableFormat<K, V> format, FileKind kind) {
        StoreChecks.requireName(name);
        JdbcTable<?, ?> known = tables.get(name);
        if (known == null) {
            JdbcTable<K, V> table = new JdbcTable<>(session, name, format, kind);
            tables.put(name, table);
            return table;
        }
        JdbcTable<K, V> table = typed(known);
        if (table.state().isReopened() && known.kind() == kind) {
            table.become(table.state().withFormat(format));
        }
        StoreChecks.requireSame(name, known.format(), known.kind(), format, kind);
        return table;
    }

    @SuppressWarnings("unchecked") // equal formats have equal types
    private static <K, V> JdbcTable<K, V> typed(JdbcTable<?, ?> table) {
        return (JdbcTable<K, V>) table;
    }

    @Override
    public Document document(String name, FileKind kind) {
        return new TableDocument(table(name, DocumentFormat.INSTANCE, kind));
    }

    @Override
    public void apply(UnitOfWork unit) {
        StoreChecks.requireNoRekeying(unit);
        if (!unit.isEmpty()) {
            take(unit, false);
            unforced = true;
        }
    }

    @Override
    public void flush() {
        if (unforced) {
            take(new UnitOfWork(), true);
            unforced = false;
        }
    }

    @Override
    public void save() {
        flush();
    }

    @Override
    public void save(UnitOfWork unit) {
        take(unit, true);
        unforced = false;
    }

    private void take(UnitOfWork unit, boolean forced) {
        Attempt attempt = new Attempt(unit);
        try {
            session.write(attempt, forced);
            attempt.succeeded = true;
        } finally {
            attempt.end();
        }
    }

    /** A unit of work, which may have to be done twice. */
    private final class Attempt implements JdbcSession.Unit {

        private final UnitOfWork unit;
        private JdbcUnit last;
        private boolean succeeded;

        Attempt(UnitOfWork unit) {
            this.unit = unit;
        }

        @Override
        public void on(JdbcRows rows) throws SQLException {
            end();
            last = new JdbcUnit(tables, rows);
            last.run(unit);
        }

        void end() {
            if (last != null && !succeeded) {
                last.undo();
            }
        }
    }

    @Override
    public Collection<JdbcTable<?, ?>> openTables() {
        return tables.values();
    }

    @Override
    public Set<String> names() {
        return session.read(JdbcRows::collections);
    }

    @Override
    public long unsavedBytes() {
        return 0;
    }

    @Override
    public void close() {
        session.close();
    }
}
