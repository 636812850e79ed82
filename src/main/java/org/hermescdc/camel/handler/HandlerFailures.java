package org.hermescdc.camel.handler;

import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.util.URISupport;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.model.Entry;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;

/** Turns whatever a handler threw into the one line that operators read, without the values of secret attributes. */
final class HandlerFailures {

    /** Shorter values would tear holes into every message. */
    private static final int SHORTEST_MASKED = 3;

    private static final String MASK = "<SECRET_VALUE>";

    /** Stands where a handler cut what its target answered. */
    private static final String CUT = "…";

    private HandlerFailures() {}

    static HandlerException of(HandlerCall call, Throwable thrown) {
        return new HandlerException(masked(message(thrown), call), thrown);
    }

    static HandlerException ofSave(Throwable thrown) {
        return new HandlerException("on_save: " + message(thrown), thrown);
    }

    private static String message(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof HermesException && cause.getMessage() != null) {
            return oneLine(cause.getMessage());
        }
        String name = cause.getClass().getSimpleName();
        String message = cause.getMessage();
        return message == null || message.isBlank() ? name : name + ": " + oneLine(URISupport.sanitizeUri(message));
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static Throwable unwrapped(Throwable thrown) {
        boolean wrapper = thrown instanceof RuntimeCamelException || thrown instanceof InvocationTargetException;
        return wrapper && thrown.getCause() != null ? unwrapped(thrown.getCause()) : thrown;
    }

    private static String masked(String message, HandlerCall call) {
        String text = message;
        for (String secret : secretValues(call)) {
            text = withoutBeginning(text.replace(secret, MASK), secret);
        }
        return text;
    }

    /** What was cut may end in the middle of a secret. */
    private static String withoutBeginning(String message, String secret) {
        String text = message;
        for (int length = secret.length() - 1; length >= SHORTEST_MASKED && text.contains(CUT); length--) {
            text = text.replace(secret.substring(0, length) + CUT, MASK + CUT);
        }
        return text;
    }

    /** Longest first: one may hold another. */
    private static List<String> secretValues(HandlerCall call) {
        return Stream.of(
                        call.newObject(),
                        call.cachedObject(),
                        call.delta().added(),
                        call.delta().modified())
                .flatMap(entry -> secretValues(entry, call.secrets()))
                .filter(text -> text.length() >= SHORTEST_MASKED)
                .distinct()
                .sorted(Collections.reverseOrder(java.util.Comparator.comparingInt(String::length)))
                .toList();
    }

    private static Stream<String> secretValues(Entry entry, Set<String> secrets) {
        return entry == null
                ? Stream.empty()
                : secrets.stream()
                        .map(entry::get)
                        .flatMap(value -> value instanceof Collection<?> items ? items.stream() : Stream.of(value))
                        .filter(java.util.Objects::nonNull)
                        .map(String::valueOf);
    }
}
