package org.hermescdc.ops;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An entry of a client's error queue. It holds no secret.
 *
 * @param event {@code added}, {@code modified} or {@code removed}
 * @param type the local type
 * @param key the value of the primary key
 * @param text what people call the object
 * @param message why it waits; null where nothing went wrong with it
 * @param waitsFor the number of the entry that has to go first; null where none has to
 * @param step how far the handler came
 * @param partiallyProcessed whether the target was changed already
 * @param id names this event, and no other one that once has the same number
 * @param local what the handler gets, as in the event's JSON form; null where it could not be made, or was not asked for
 * @param remote what the bus brought; null for an event of the client's own, or where it was not asked for
 */
public record QueueEntry(
        long number,
        String event,
        String type,
        Object key,
        String text,
        String message,
        Long waitsFor,
        int step,
        boolean partiallyProcessed,
        String id,
        Map<String, Object> local,
        Map<String, Object> remote) {

    /** In one line. */
    String line() {
        return number + "  " + event + " " + type + "  " + oneLine(text) + "  " + why();
    }

    /** Why it waits, in one line. */
    String why() {
        return waitsFor == null ? reason(message) : "waits for " + waitsFor;
    }

    static String reason(String message) {
        return message == null ? "waits for the next retry" : oneLine(message);
    }

    /** @param details whether to add the events */
    Map<String, Object> tree(boolean details) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("number", number);
        tree.put("event", event);
        tree.put("type", type);
        tree.put("key", key);
        tree.put("text", text);
        tree.put("message", message);
        tree.put("waitsFor", waitsFor);
        tree.put("step", step);
        tree.put("partiallyProcessed", partiallyProcessed);
        if (details) {
            tree.put("id", id);
            tree.put("local", local);
            tree.put("remote", remote);
        }
        return tree;
    }

    static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }
}
