package org.hermescdc.store;

/** A table as the stores here know their own ones. */
interface OwnTable<K, V> extends Table<K, V> {

    TableFormat<K, V> format();

    FileKind kind();
}
