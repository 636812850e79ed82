package org.hermescdc.core.errorqueue;

/** Which events of an object wait while a child of it, by foreign key, has an event in the error queue (spec/04). */
public enum ForeignKeysPolicy {
    DISABLED,
    ON_REMOVE_EVENT,
    ON_EVERY_EVENT
}
