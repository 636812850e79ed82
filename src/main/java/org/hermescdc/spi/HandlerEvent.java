package org.hermescdc.spi;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    public static Optional<HandlerEvent> ofWord(String word) {
        return Arrays.stream(values())
                .filter(event -> event.word().equals(word))
                .findFirst();
    }

    /** Whether the object is there after the event, so that handlers get {@code newObject}. */
    public boolean hasNewObject() {
        return this == ADDED || this == RECYCLED || this == MODIFIED;
    }

    /** Whether the object was there before the event, so that handlers get {@code cachedObject}. */
    public boolean hasCachedObject() {
        return this == MODIFIED || this == TRASHED || this == REMOVED;
    }
}
