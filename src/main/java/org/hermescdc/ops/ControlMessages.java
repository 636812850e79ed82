package org.hermescdc.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON of the control socket: {@code {"argv": […]}} to it, {@code {"retcode": 0, "retmsg": "…"}} from it. */
final class ControlMessages {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ControlMessages() {}

    static byte[] request(List<String> argv) {
        return write(Map.of("argv", argv));
    }

    /** The arguments of a request; empty when it is malformed. */
    static Optional<List<String>> readRequest(byte[] message) {
        return read(message).map(request -> request.get("argv")).flatMap(ControlMessages::texts);
    }

    static byte[] reply(Reply reply) {
        return write(reply);
    }

    /** A reply; empty when it is malformed. */
    static Optional<Reply> readReply(byte[] message) {
        return read(message)
                .filter(reply -> reply.path("retcode").isInt())
                .map(reply -> new Reply(
                        reply.get("retcode").intValue(), reply.path("retmsg").asText("")));
    }

    static String pretty(Object tree) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<JsonNode> read(byte[] message) {
        try {
            return Optional.ofNullable(JSON.readTree(message)).filter(JsonNode::isObject);
        } catch (java.io.IOException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> texts(JsonNode argv) {
        if (!argv.isArray()) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : argv) {
            if (!item.isTextual()) {
                return Optional.empty();
            }
            texts.add(item.textValue());
        }
        return Optional.of(texts);
    }

    private static byte[] write(Object tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
