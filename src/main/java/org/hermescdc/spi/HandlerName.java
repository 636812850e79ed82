package org.hermescdc.spi;

import java.util.Optional;

/** The name of the handler for one event of one local type: {@code on_Users_added}. */
public record HandlerName(String type, HandlerEvent event) {

    /** What every handler's name starts with. */
    public static final String PREFIX = "on_";

    /** Reads {@code on_<Type>_<event>}; empty if {@code text} is none. The type itself may hold underscores. */
    public static Optional<HandlerName> parse(String text) {
        int end = text.lastIndexOf('_');
        if (!text.startsWith(PREFIX) || end <= PREFIX.length()) {
            return Optional.empty();
        }
        String type = text.substring(PREFIX.length(), end);
        return HandlerEvent.ofWord(text.substring(end + 1)).map(event -> new HandlerName(type, event));
    }

    @Override
    public String toString() {
        return PREFIX + type + "_" + event.word();
    }
}
