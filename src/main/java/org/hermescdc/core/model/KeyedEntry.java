package org.hermescdc.core.model;

/**
 * An entry and its primary key.
 *
 * @param isKnown whether the entry is the very one that the cache has for the key: there is nothing to compare
 */
public record KeyedEntry(Key key, Entry entry, boolean isKnown) {

    /** An entry of which it is not known whether the cache has the same. */
    public KeyedEntry(Key key, Entry entry) {
        this(key, entry, false);
    }
}
