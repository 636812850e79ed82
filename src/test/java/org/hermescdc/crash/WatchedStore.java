package org.hermescdc.crash;

import java.util.function.Consumer;
import org.hermescdc.store.Document;
import org.hermescdc.store.FileKind;
import org.hermescdc.store.Store;
import org.hermescdc.store.Table;
import org.hermescdc.store.TableFormat;
import org.hermescdc.store.UnitOfWork;

/** A cache that says what it is about to do and what it has done; who is told may fail it, or end the process. */
public record WatchedStore(Store store, Consumer<Step> told) implements Store {

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
        told.accept(Step.BEFORE_APPLY);
        store.apply(unit);
        told.accept(Step.AFTER_APPLY);
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
