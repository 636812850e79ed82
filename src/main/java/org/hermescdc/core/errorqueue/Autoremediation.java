package org.hermescdc.core.errorqueue;

/** How far an event is merged with the one that its object already has in the error queue (spec/04, "Error queue"). */
public enum Autoremediation {
    /** Events are kept as they came. */
    DISABLED,
    /** Only additions and modifications are merged: no event is lost sight of. */
    CONSERVATIVE,
    /** Whatever cancels out is dropped. */
    MAXIMUM
}
