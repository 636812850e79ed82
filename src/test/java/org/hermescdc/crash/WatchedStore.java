package org.hermescdc.crash;

import java.util.function.Consumer;
import org.hermescdc.store.Document;
import org.hermescdc.store.FileKind;
import org.hermescdc.store.Store;
import org.hermescdc.store.Table;
import org.hermescdc.store.TableFormat;
import org.hermescdc.store.UnitOfWork;

/** A cache that says what it is about to do and what it has done; who is told may fail it, or end the process. */
public final class WatchedStore implements Store {

    private final Store store;
    private final Consumer<Step> told;

    /** What a server is about to send and what became of it is told apart by what stands there before. */
    private Table<?, ?> doubts;

    public WatchedStore(Store store, Consumer<Step> told) {
        this.store = store;
        this.told = told;
    }

    @Override
    public <K, V> Table<K, V> table(String name, TableFormat<K, V> format, FileKind kind) {
        Table<K, V> table = store.table(name, format, kind);
        doubts = name.equals("_doubts") ? table : doubts;
        return table;
    }

    @Override
    public Document document(String name, FileKind kind) {
        return store.document(name, kind);
    }

    @Override
    public void apply(UnitOfWork unit) {
        boolean intent = doubts != null && doubts.isEmpty();
        told.accept(intent ? Step.BEFORE_INTENT : Step.BEFORE_APPLY);
        store.apply(unit);
        told.accept(intent ? Step.AFTER_INTENT : Step.AFTER_APPLY);
    }

    @Override
    public void note(UnitOfWork unit) {
        store.note(unit);
    }

    @Override
    public void record() {
        store.record();
    }

    @Override
    public void flush() {
        store.flush();
    }

    @Override
    public void save() {
        told.accept(Step.BEFORE_SAVE);
        store.save();
        told.accept(Step.AFTER_SAVE);
    }

    @Override
    public void save(UnitOfWork unit) {
        told.accept(Step.BEFORE_SAVE);
        store.save(unit);
        told.accept(Step.AFTER_SAVE);
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
