package org.hermescdc.core.diff;

import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/** One difference between the cached and the fetched state of a data type. */
public sealed interface Change {

    String type();

    Key key();

    /** @param fetched the new entry */
    record Added(String type, Key key, Entry fetched) implements Change {}

    /**
     * @param cached the entry before
     * @param fetched the entry after
     * @param delta of the visible attributes
     */
    record Modified(String type, Key key, Entry cached, Entry fetched, EntryDelta delta) implements Change {}

    /** @param cached the entry that is gone; one that only clients may have, if the cache has none */
    record Removed(String type, Key key, Entry cached) implements Change {}

    /** The three kinds, in the order in which they are sent. */
    enum Kind {
        ADDED,
        MODIFIED,
        REMOVED
    }
}
