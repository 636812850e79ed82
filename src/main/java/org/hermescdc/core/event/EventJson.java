package org.hermescdc.core.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event.Category;
import org.hermescdc.core.event.Event.Progress;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.TypeName;

/**
 * The JSON form of events (spec/03), on the bus and in error queues. What {@link #write} gives, {@link #read} takes back
 * unchanged; unknown fields are ignored when reading.
 */
public final class EventJson {

    private EventJson() {}

    /** Returns {@code event} as JSON text on one line. */
    public static String write(Event event) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator out = ValueJson.FACTORY.createGenerator(text)) {
            write(out, event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes {@code event} as one object. */
    public static void write(JsonGenerator out, Event event) throws IOException {
        Event.ObjectEvent object = event instanceof Event.ObjectEvent about ? about : null;
        Progress progress = object == null ? Progress.NONE : object.progress();
        out.writeStartObject();
        out.writeStringField("evcategory", event.category().text());
        out.writeStringField("eventtype", typeOf(event));
        out.writeStringField("objtype", object == null ? null : object.type());
        out.writeFieldName("objpkey");
        ValueJson.write(out, object == null ? null : object.key().value());
        out.writeFieldName("objattrs");
        writeAttributes(out, event);
        out.writeNumberField("step", progress.step());
        out.writeBooleanField("isPartiallyProcessed", progress.partiallyProcessed());
        out.writeEndObject();
    }

    /** The word on the bus for the kind of {@code event}: added, modified, removed, dataschema, init-start, init-stop. */
    public static String typeOf(Event event) {
        // Java 17 has no switch over a sealed type
        if (event instanceof Event.Added) {
            return "added";
        }
        if (event instanceof Event.Modified) {
            return "modified";
        }
        if (event instanceof Event.Removed) {
            return "removed";
        }
        if (event instanceof Event.SchemaChanged) {
            return "dataschema";
        }
        return event instanceof Event.InitStart ? "init-start" : "init-stop";
    }

    /**
     * Reads one event.
     *
     * @throws EventFormatException if {@code json} is no JSON, or no event of a known category and type
     */
    public static Event read(String json) {
        try {
            return fromTree(ValueJson.parse(json));
        } catch (IOException e) {
            throw new EventFormatException("not JSON: " + place(e));
        }
    }

    /**
     * Reads an event from a tree that {@link ValueJson#read} gave.
     *
     * @throws EventFormatException if it is no event of a known category and type
     */
    public static Event fromTree(Object tree) {
        if (!(tree instanceof Map<?, ?> fields)) {
            throw new EventFormatException("an event must be a JSON object");
        }
        String category = text(fields, "evcategory");
        String kind = category + "/" + text(fields, "eventtype");
        try {
            return switch (kind) {
                case "base/added", "initsync/added" ->
                    new Event.Added(
                            category.equals("base") ? Category.BASE : Category.INITSYNC,
                            type(fields),
                            key(fields),
                            ValueJson.entry(map(fields, "objattrs")),
                            progress(fields));
                case "base/modified" ->
                    new Event.Modified(type(fields), key(fields), delta(map(fields, "objattrs")), progress(fields));
                case "base/removed" -> new Event.Removed(type(fields), key(fields), progress(fields));
                case "base/dataschema" -> new Event.SchemaChanged(DataSchemaForm.fromTree(fields.get("objattrs")));
                case "initsync/init-start" -> new Event.InitStart(DataSchemaForm.fromTree(fields.get("objattrs")));
                case "initsync/init-stop" -> new Event.InitStop();
                default ->
                    throw new EventFormatException("unknown evcategory/eventtype '" + kind
                            + "'; known: base/{added, modified, removed, dataschema},"
                            + " initsync/{init-start, added, init-stop}");
            };
        } catch (IllegalArgumentException e) {
            throw new EventFormatException(kind + " event: " + e.getMessage(), e);
        }
    }

    private static void writeAttributes(JsonGenerator out, Event event) throws IOException {
        if (event instanceof Event.Added added) {
            ValueJson.write(out, added.attributes());
        } else if (event instanceof Event.Modified modified) {
            writeDelta(out, modified.delta());
        } else if (event instanceof Event.SchemaChanged changed) {
            ValueJson.write(out, DataSchemaForm.toTree(changed.schema()));
        } else if (event instanceof Event.InitStart start) {
            ValueJson.write(out, DataSchemaForm.toTree(start.schema()));
        } else {
            ValueJson.write(out, Map.of());
        }
    }

    private static void writeDelta(JsonGenerator out, EntryDelta delta) throws IOException {
        out.writeStartObject();
        out.writeFieldName("added");
        ValueJson.write(out, delta.added());
        out.writeFieldName("modified");
        ValueJson.write(out, delta.modified());
        Map<String, Object> removed = new LinkedHashMap<>();
        delta.removed().forEach(attribute -> removed.put(attribute, null));
        out.writeFieldName("removed");
        ValueJson.write(out, removed);
        out.writeEndObject();
    }

    private static EntryDelta delta(Map<?, ?> attributes) {
        Entry added = ValueJson.entry(map(attributes, "added"));
        Entry modified = ValueJson.entry(map(attributes, "modified"));
        Set<String> removed = new TreeSet<>();
        map(attributes, "removed").keySet().forEach(name -> removed.add((String) name));
        return new EntryDelta(added, modified, removed);
    }

    private static String type(Map<?, ?> fields) {
        String name = text(fields, "objtype");
        if (!TypeName.isValid(name)) {
            throw new EventFormatException("field 'objtype': " + TypeName.rule());
        }
        return name;
    }

    private static Key key(Map<?, ?> fields) {
        return Key.of(fields.get("objpkey"));
    }

    private static Progress progress(Map<?, ?> fields) {
        Object number = fields.get("step");
        if (number != null && !(number instanceof Long whole && whole >= 0 && whole <= Integer.MAX_VALUE)) {
            throw new EventFormatException("field 'step' must be an int from 0");
        }
        int step = number == null ? 0 : ((Long) number).intValue();
        boolean partially = fields.get("isPartiallyProcessed") instanceof Boolean flag ? flag : step != 0;
        return step == 0 && !partially ? Progress.NONE : new Progress(step, partially);
    }

    private static String text(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new EventFormatException("field '" + name + "' must be a string");
    }

    private static Map<?, ?> map(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof Map<?, ?> map) {
            return map;
        }
        throw new EventFormatException("field '" + name + "' must be an object");
    }

    /** Only the place: the parser's own message quotes the text, which may hold a secret. */
    private static String place(IOException e) {
        if (e instanceof JsonProcessingException json) {
            return json.getLocation() == null
                    ? "beyond the limits of what is read"
                    : json.getLocation().offsetDescription();
        }
        return e.getMessage();
    }
}
