package org.hermescdc.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.event.EventJson;
import org.hermescdc.core.event.ValueJson;

/**
 * The file {@code _errorqueue}: {@code {"_queue": {number: [remote event or null, local event or null, message or
 * null]}}} (spec/05). An entry without local event has its local type as a fourth item.
 */
public enum ErrorQueueFormat implements TableFormat<Long, QueuedEvent> {
    INSTANCE;

    private static final String QUEUE = "_queue";

    @Override
    public Comparator<Long> order() {
        return Comparator.naturalOrder();
    }

    @Override
    public QueuedEvent accept(Long number, QueuedEvent entry) {
        if (entry.number() != number) {
            throw new IllegalArgumentException("queue entry " + entry.number() + " put as number " + number);
        }
        return entry;
    }

    @Override
    public void begin(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart(QUEUE);
    }

    @Override
    public void writeRow(JsonGenerator out, Long number, QueuedEvent entry) throws IOException {
        out.writeArrayFieldStart(Long.toString(number));
        write(out, entry.remote());
        write(out, entry.local());
        out.writeString(entry.message());
        if (entry.local() == null) {
            out.writeString(entry.localType());
        }
        out.writeEndArray();
    }

    @Override
    public void end(JsonGenerator out) throws IOException {
        out.writeEndObject();
        out.writeEndObject();
    }

    @Override
    public int depth() {
        return 2;
    }

    @Override
    public void read(JsonParser in, BiConsumer<Long, QueuedEvent> row) throws IOException {
        require(in.currentToken() == JsonToken.START_OBJECT, "an object");
        require(QUEUE.equals(in.nextFieldName()), "the member '" + QUEUE + "'");
        require(in.nextToken() == JsonToken.START_OBJECT, "an object in '" + QUEUE + "'");
        while (in.nextToken() != JsonToken.END_OBJECT) {
            long number = number(in.currentName());
            in.nextToken();
            row.accept(number, entry(number, ValueJson.read(in)));
        }
        require(in.nextToken() == JsonToken.END_OBJECT, "nothing beside '" + QUEUE + "'");
    }

    @Override
    public Object keyValue(Long number) {
        return number;
    }

    @Override
    public Long readKey(JsonParser in) throws IOException {
        return in.getLongValue();
    }

    private static void write(JsonGenerator out, ObjectEvent event) throws IOException {
        if (event == null) {
            out.writeNull();
        } else {
            EventJson.write(out, event);
        }
    }

    private static QueuedEvent entry(long number, Object tree) throws IOException {
        if (!(tree instanceof List<?> items) || items.size() < 3) {
            throw new IOException("queue entry " + number + ": expected [remote event, local event, message]");
        }
        try {
            ObjectEvent local = event(items.get(1));
            String localType = local != null ? local.type() : items.size() > 3 ? (String) items.get(3) : null;
            return new QueuedEvent(number, event(items.get(0)), local, localType, (String) items.get(2));
        } catch (HermesException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw new IOException("queue entry " + number + ": " + e.getMessage(), e);
        }
    }

    private static ObjectEvent event(Object tree) {
        Event event = tree == null ? null : EventJson.fromTree(tree);
        if (event != null && !(event instanceof ObjectEvent)) {
            throw new IllegalArgumentException("an event of an object was expected");
        }
        return (ObjectEvent) event;
    }

    private static long number(String text) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("'" + text + "' is no entry number", e);
        }
    }

    private static void require(boolean condition, String expected) throws IOException {
        if (!condition) {
            throw new IOException("expected " + expected);
        }
    }
}
