package org.hermescdc.ops;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Values;

/**
 * The error queue of a client. It holds no secret.
 *
 * @param events how many wait
 * @param objects how many remote objects they are of
 * @param messages why the first ones of their objects wait → how many, the most frequent first; always complete
 * @param entries by rising number; the first ones only, where there are many
 */
public record QueueReport(int events, int objects, Map<String, Integer> messages, List<QueueEntry> entries) {

    public QueueReport {
        messages = Collections.unmodifiableMap(new LinkedHashMap<>(messages));
        entries = List.copyOf(entries);
    }

    String text() {
        if (events == 0) {
            return "the error queue is empty";
        }
        StringBuilder text = new StringBuilder();
        text.append(counted(events, "event")).append(" of ").append(counted(objects, "object"));
        text.append(events == 1 ? " waits" : " wait");
        messages.forEach(
                (message, count) -> text.append(String.format("%n%6d  ", count)).append(QueueEntry.oneLine(message)));
        text.append(entries.isEmpty() ? "" : "\n");
        entries.forEach(entry -> text.append('\n').append(entry.line()));
        if (!entries.isEmpty() && entries.size() < events) {
            text.append("\n… and ").append(events - entries.size()).append(" more; --limit N lists more of them");
        }
        return text.toString();
    }

    String json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("events", events);
        tree.put("objects", objects);
        tree.put("messages", messages);
        tree.put("listed", entries.size());
        tree.put("entries", entries.stream().map(entry -> entry.tree(false)).toList());
        return ValueJson.text(Values.normalize(tree));
    }

    static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
