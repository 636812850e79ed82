package org.hermescdc.plugin.datasource.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.event.ValueJson;

/**
 * The objects of an array in a JSON document, one by one, and single values beside it. What is not what was announced is
 * an error: a document that is cut off, an array that is not where it should be, an item that is no object.
 */
public final class JsonItems {

    private final String pointer;
    private final Set<String> beside;

    /** @param pointer JSON pointer (RFC 6901) to the array; empty if the document itself is the array */
    public JsonItems(String pointer) {
        this(pointer, Set.of());
    }

    /** @param beside JSON pointers to the values that are wanted beside the array */
    public JsonItems(String pointer, Set<String> beside) {
        this.pointer = pointer;
        this.beside = beside;
    }

    /**
     * What a document held.
     *
     * @param count how many objects the array had
     * @param beside pointer → value, where there is one
     */
    public record Found(long count, Map<String, Object> beside) {}

    /**
     * Hands over each object of the array, and reads the document to its end.
     *
     * @param in at the beginning of a document, created by {@link ValueJson#FACTORY}
     * @throws HermesException if the document is not as announced; the message quotes no value of it
     */
    public Found read(JsonParser in, Consumer<Map<String, Object>> rows) {
        Walk walk = new Walk(rows);
        try {
            in.nextToken();
            walk.value(in, "");
            if (walk.count < 0) {
                throw new HermesException("found nothing at " + place() + "; expected a list");
            }
            if (in.nextToken() != null) {
                throw new HermesException("found something after the end of the JSON document");
            }
            return new Found(walk.count, walk.values);
        } catch (IOException e) {
            throw unreadable(in, e);
        }
    }

    /**
     * Hands over each of the objects that follow each other, as in JSON Lines.
     *
     * @throws HermesException as {@link #read}
     */
    public static void readLines(JsonParser in, Consumer<Map<String, Object>> rows) {
        try {
            for (long count = 1; in.nextToken() != null; count++) {
                rows.accept(object(in, "item " + count));
            }
        } catch (IOException e) {
            throw unreadable(in, e);
        }
    }

    /** One way through a document. */
    private final class Walk {

        private final Consumer<Map<String, Object>> rows;
        private final Map<String, Object> values = new HashMap<>();
        private long count = -1;

        Walk(Consumer<Map<String, Object>> rows) {
            this.rows = rows;
        }

        /** From the first token of the value at {@code here} to its last. */
        void value(JsonParser in, String here) throws IOException {
            if (here.equals(pointer)) {
                list(in);
            } else if (beside.contains(here)) {
                values.put(here, ValueJson.readForeign(in));
            } else if (in.currentToken() == JsonToken.START_OBJECT && leadsOn(here)) {
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    String name = in.currentName().replace("~", "~0").replace("/", "~1");
                    in.nextToken();
                    value(in, here + "/" + name);
                }
            } else {
                in.skipChildren();
            }
        }

        private void list(JsonParser in) throws IOException {
            if (in.currentToken() != JsonToken.START_ARRAY) {
                throw new HermesException("found " + found(in.currentToken()) + " at " + place() + "; expected a list");
            }
            count = 0;
            while (in.nextToken() != JsonToken.END_ARRAY) {
                count++;
                rows.accept(object(in, "item " + count + " at " + place()));
            }
        }
    }

    private boolean leadsOn(String here) {
        return pointer.startsWith(here + "/") || beside.stream().anyMatch(wanted -> wanted.startsWith(here + "/"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(JsonParser in, String what) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw new HermesException(what + " is " + found(in.currentToken()) + "; expected an object");
        }
        return (Map<String, Object>) ValueJson.readForeign(in);
    }

    private String place() {
        return pointer.isEmpty() ? "the top of the document" : "'" + pointer + "'";
    }

    private static String found(JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_NULL -> "null";
            case VALUE_STRING -> "a string";
            case VALUE_TRUE, VALUE_FALSE -> "a bool";
            default -> "a number";
        };
    }

    /** What is no JSON is told without quoting it; what failed below, as it is. */
    private static HermesException unreadable(JsonParser in, IOException e) {
        return new HermesException(
                e instanceof JacksonException
                        ? "the JSON document cannot be read, or ends in the middle, in line "
                                + in.currentLocation().getLineNr()
                        : e.getMessage(),
                e);
    }
}
