package org.hermescdc.camel.client;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.hermescdc.store.Document;
import org.hermescdc.store.FileKind;
import org.hermescdc.store.Store;
import org.hermescdc.store.Table;
import org.hermescdc.store.TableFormat;
import org.hermescdc.store.UnitOfWork;

/** A store whose process dies before, or just after, it has taken some unit of work. */
record DyingStore(Store store, IntPredicate diesBefore, IntPredicate diesAfter, int[] count) implements Store {

    /** The process is gone: nobody may catch it. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    static DyingStore before(Store store, int operation) {
        return new DyingStore(store, number -> number == operation, number -> false, new int[1]);
    }

    static DyingStore after(Store store, int operation) {
        return new DyingStore(store, number -> false, number -> number == operation, new int[1]);
    }

    static DyingStore never(Store store) {
        return new DyingStore(store, number -> false, number -> false, new int[1]);
    }

    /** How many writes there were. */
    int operations() {
        return count[0];
    }

    private void operate(Runnable operation) {
        int number = ++count[0];
        if (diesBefore.test(number)) {
            throw new Death();
        }
        operation.run();
        if (diesAfter.test(number)) {
            throw new Death();
        }
    }

    private boolean isDead() {
        return IntStream.rangeClosed(1, count[0]).anyMatch(number -> diesBefore.test(number) || diesAfter.test(number));
    }

    @Override
    public <K, V> Table<K, V> table(String name, TableFormat<K, V> format, FileKind kind) {
        return store.table(name, format, kind);
    }

    @Override
    public Document document(String name, FileKind kind) {
        return store.document(name, kind);
    }

    @Override
    public void apply(UnitOfWork unit) {
        operate(() -> store.apply(unit));
    }

    /** No write: a death takes it back. */
    @Override
    public void note(UnitOfWork unit) {
        store.note(unit);
    }

    /** What was noted before a death stays unwritten. */
    @Override
    public void record() {
        if (!isDead()) {
            store.record();
        }
    }

    @Override
    public void flush() {
        operate(store::flush);
    }

    @Override
    public void save() {
        operate(store::save);
    }

    @Override
    public void save(UnitOfWork unit) {
        operate(() -> store.save(unit));
    }

    @Override
    public long unsavedBytes() {
        return store.unsavedBytes();
    }

    @Override
    public void close() {
        store.close();
    }
}
