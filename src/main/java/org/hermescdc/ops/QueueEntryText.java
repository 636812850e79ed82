package org.hermescdc.ops;

import java.util.Map;
import org.hermescdc.core.event.ValueJson;

/** An entry of the error queue for people: a line for each thing, and for each attribute of its events. */
final class QueueEntryText {

    private QueueEntryText() {}

    static String of(QueueEntry entry) {
        StringBuilder text = new StringBuilder("entry ").append(entry.number());
        text.append(": ").append(entry.event()).append(' ').append(QueueEntry.oneLine(entry.text()));
        text.append("\n  why: ").append(QueueEntry.reason(entry.message()));
        if (entry.waitsFor() != null) {
            text.append("\n  waits for: entry ").append(entry.waitsFor());
        }
        text.append("\n  step: ").append(entry.step());
        text.append("\n  partially processed: ").append(entry.partiallyProcessed() ? "yes" : "no");
        add(text, "local", entry.local(), "none: it could not be made, and is made anew at each retry");
        add(text, "remote", entry.remote(), "none: it is an event of the client's own");
        return text.toString();
    }

    private static void add(StringBuilder text, String side, Map<String, Object> event, String none) {
        text.append("\n  ").append(side).append(" event: ");
        if (event == null) {
            text.append(none);
            return;
        }
        text.append(event.get("event")).append(' ').append(event.get("type"));
        text.append('[').append(ValueJson.text(event.get("key"))).append(']');
        ((Map<?, ?>) event.get("attributes"))
                .forEach(
                        (name, value) -> add(text, String.valueOf(name), value, "modified".equals(event.get("event"))));
    }

    /** Of a modification, {@code name} is the group of its attributes. */
    private static void add(StringBuilder text, String name, Object value, boolean group) {
        if (group) {
            ((Map<?, ?>) value).forEach((attribute, inner) -> text.append("\n    ")
                    .append(name)
                    .append(' ')
                    .append(attribute)
                    .append(inner == null ? "" : ": " + ValueJson.text(inner)));
        } else {
            text.append("\n    ").append(name).append(": ").append(ValueJson.text(value));
        }
    }
}
