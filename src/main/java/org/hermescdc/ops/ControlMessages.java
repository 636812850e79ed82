package org.hermescdc.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON of the control socket: {@code {"argv": […]}} to it, {@code {"retcode": 0, "retmsg": "…"}} from it. */
final class ControlMessages {

    private ControlMessages() {}

    static byte[] request(List<String> argv) {
        return Json.compact(Map.of("argv", argv)).getBytes(StandardCharsets.UTF_8);
    }

    /** The arguments of a request; empty when it is malformed. */
    static Optional<List<String>> readRequest(byte[] message) {
        return Json.read(message).map(request -> request.get("argv")).flatMap(ControlMessages::texts);
    }

    static byte[] reply(Reply reply) {
        return Json.compact(reply).getBytes(StandardCharsets.UTF_8);
    }

    /** A reply; empty when it is malformed. */
    static Optional<Reply> readReply(byte[] message) {
        return Json.read(message)
                .filter(reply -> reply.path("retcode").isInt())
                .map(reply -> new Reply(
                        reply.get("retcode").intValue(), reply.path("retmsg").asText("")));
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
}
