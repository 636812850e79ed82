package org.hermescdc.plugin.datasource.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.event.ValueJson;

/**
 * The objects of an array in a JSON document, one by one. What is not what was announced is an error: a document that is
 * cut off, an array that is not where it should be, an item that is no object.
 */
public final class JsonItems {

    private final List<String> path;
    private final String pointer;

    /** @param pointer JSON pointer (RFC 6901) to the array; empty if the document itself is the array */
    public JsonItems(String pointer) {
        this.pointer = pointer;
        this.path = pointer.isEmpty()
                ? List.of()
                : Arrays.stream(pointer.substring(1).split("/", -1))
                        .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                        .toList();
    }

    /**
     * Hands over each object of the array, then reads the document to its end.
     *
     * @param in at the beginning of a document, created by {@link ValueJson#FACTORY}
     * @return how many there were
     * @throws HermesException if the document is not as announced; the message quotes no value of it
     */
    public long read(JsonParser in, Consumer<Map<String, Object>> rows) {
        try {
            in.nextToken();
            for (String segment : path) {
                descend(in, segment);
            }
            if (in.currentToken() != JsonToken.START_ARRAY) {
                throw new HermesException("found " + found(in.currentToken()) + " at " + place() + "; expected a list");
            }
            long count = 0;
            while (next(in) != JsonToken.END_ARRAY) {
                count++;
                if (in.currentToken() != JsonToken.START_OBJECT) {
                    throw new HermesException("item " + count + " at " + place() + " is " + found(in.currentToken())
                            + "; expected an object");
                }
                rows.accept(object(in));
            }
            for (int depth = path.size(); depth > 0; depth--) {
                leave(in);
            }
            if (next(in) != null) {
                throw new HermesException("found something after the end of the JSON document");
            }
            return count;
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
            for (long count = 1; next(in) != null; count++) {
                if (in.currentToken() != JsonToken.START_OBJECT) {
                    throw new HermesException(
                            "item " + count + " is " + found(in.currentToken()) + "; expected an object");
                }
                rows.accept(object(in));
            }
        } catch (IOException e) {
            throw unreadable(in, e);
        }
    }

    /** From the start of an object to the value of one of its members. */
    private void descend(JsonParser in, String segment) throws IOException {
        if (in.currentToken() == JsonToken.START_OBJECT) {
            while (next(in) == JsonToken.FIELD_NAME) {
                boolean wanted = in.currentName().equals(segment);
                next(in);
                if (wanted) {
                    return;
                }
                in.skipChildren();
            }
        }
        throw new HermesException("found nothing at " + place() + "; expected a list");
    }

    /** From the end of a member's value to the end of its object. */
    private static void leave(JsonParser in) throws IOException {
        while (next(in) == JsonToken.FIELD_NAME) {
            next(in);
            in.skipChildren();
        }
    }

    private static JsonToken next(JsonParser in) throws IOException {
        return in.nextToken();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(JsonParser in) throws IOException {
        return (Map<String, Object>) ValueJson.read(in);
    }

    private String place() {
        return path.isEmpty() ? "the top of the document" : "'" + pointer + "'";
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

    private static HermesException unreadable(JsonParser in, IOException e) {
        String where = "line " + in.currentLocation().getLineNr();
        return new HermesException(
                e instanceof JacksonException
                        ? "the JSON document cannot be read, or ends in the middle, in " + where
                        : e.getMessage(),
                e);
    }
}
