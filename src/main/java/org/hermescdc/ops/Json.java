package org.hermescdc.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** The JSON of operations: socket messages, statuses, log lines. Data has its own form, in {@code core.event}. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** On one line. */
    static String compact(Object tree) {
        return write(MAPPER.writer(), tree);
    }

    /** For people. */
    static String pretty(Object tree) {
        return write(MAPPER.writerWithDefaultPrettyPrinter(), tree);
    }

    /** The object that a message is; empty when it is none. */
    static Optional<JsonNode> read(byte[] message) {
        try {
            return Optional.ofNullable(MAPPER.readTree(message)).filter(JsonNode::isObject);
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static String write(ObjectWriter writer, Object tree) {
        try {
            return writer.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
        }
    }
}
