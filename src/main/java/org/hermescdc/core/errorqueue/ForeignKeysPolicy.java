package org.hermescdc.core.errorqueue;

import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;

/** Which events of an object wait while a child of it, by foreign key, has an event in the error queue (spec/04). */
public enum ForeignKeysPolicy {
    DISABLED,
    ON_REMOVE_EVENT,
    ON_EVERY_EVENT;

    /** Whether {@code event} has to wait for the children of its object. */
    public boolean concerns(ObjectEvent event) {
        return this == ON_EVERY_EVENT || this == ON_REMOVE_EVENT && event instanceof Event.Removed;
    }
}
