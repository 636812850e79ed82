package org.hermescdc.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/** Our texts in the normalised form of the expectations: kinds of errors instead of sentences. */
final class ErrorTexts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ErrorTexts() {}

    /** The entries of an {@code _errorqueue} file. */
    static ArrayNode queue(JsonNode file) {
        ArrayNode entries = JSON.createArrayNode();
        for (Iterator<Map.Entry<String, JsonNode>> rows = file.get("_queue").fields(); rows.hasNext(); ) {
            Map.Entry<String, JsonNode> row = rows.next();
            ObjectNode entry = entries.addObject();
            entry.put("number", Integer.parseInt(row.getKey()));
            entry.set("remote", row.getValue().get(0));
            entry.set("local", row.getValue().get(1));
            entry.set("error", error(row.getValue().get(2)));
        }
        return entries;
    }

    /** {@code queueErrors} of a client's state: number → object and error. */
    static ObjectNode queueErrors(JsonNode state) {
        ObjectNode errors = JSON.createObjectNode();
        for (Iterator<Map.Entry<String, JsonNode>> rows = state.fields(); rows.hasNext(); ) {
            Map.Entry<String, JsonNode> row = rows.next();
            String[] parts = row.getValue().asText().split(": ", 2);
            errors.putObject(row.getKey()).put("object", parts[0]).set("error", error(parts[1]));
        }
        return errors;
    }

    /** Only whether there is an exception counts. */
    static JsonNode exception(JsonNode text) {
        return text == null || text.isNull() ? NullNode.instance : JSON.createObjectNode();
    }

    private static JsonNode error(JsonNode message) {
        return message.isNull() ? message : error(message.asText());
    }

    private static ObjectNode error(String message) {
        ObjectNode error = JSON.createObjectNode();
        if (message.endsWith("already has an event in the error queue")) {
            return error.put("kind", "object-already-in-queue").put("scope", "remote");
        }
        if (message.endsWith("is a parent of an object in the error queue")) {
            return error.put("kind", "parent-of-object-in-queue").put("scope", "remote");
        }
        if (message.startsWith("template of ")) {
            return error.put("kind", "template");
        }
        return error.put("kind", "handler").put("message", message);
    }
}
