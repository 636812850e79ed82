package org.hermescdc.spi;

import java.util.Locale;

/** What can happen to a local object; each has its handler {@code on_<Type>_<word>}. */
public enum HandlerEvent {
    ADDED,
    RECYCLED,
    MODIFIED,
    TRASHED,
    REMOVED;

    /** The word in handler names: {@code added}, {@code recycled}, … */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
