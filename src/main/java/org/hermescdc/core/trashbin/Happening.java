package org.hermescdc.core.trashbin;

/** What an event comes to for an object, given where the object is: the five of handlers, or nothing. */
public enum Happening {
    ADDED,
    RECYCLED,
    MODIFIED,
    TRASHED,
    REMOVED,
    /** The object is not where the event could concern it. */
    NOTHING
}
