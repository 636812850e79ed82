package org.hermescdc.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hermescdc.core.HermesException;

/**
 * Turns the consent to "the held removals of a type" into the consent to exactly the set that was shown: the status tells
 * the set, the operator sees it, and the command names it ({@code TYPE=SET}), so that the application can refuse another one.
 */
final class RemovalsDialog {

    private final Function<List<String>, Reply> application;
    private final Predicate<String> operator;

    /**
     * @param application answers commands
     * @param operator is shown what would be released, and agrees or not
     */
    RemovalsDialog(Function<List<String>, Reply> application, Predicate<String> operator) {
        this.application = application;
        this.operator = operator;
    }

    /**
     * The command to send.
     *
     * @param removals each {@code TYPE}, or {@code TYPE=SET} for what need not be shown
     * @throws HermesException if the operator does not agree, or nothing of a type is held
     */
    List<String> argv(List<String> removals) {
        List<String> argv = new ArrayList<>(List.of("update"));
        for (String removal : removals) {
            argv.add("--accept-removals=" + (removal.contains("=") ? removal : agreed(removal)));
        }
        return argv;
    }

    /** The same for a client, whose command names the types only. */
    List<String> clientArgv(List<String> removals) {
        List<String> argv = new ArrayList<>(List.of("release"));
        removals.forEach(removal -> argv.add(removal.contains("=") ? removal : agreed(removal)));
        return argv;
    }

    /** Data type → set, of what the command names. */
    static Map<String, String> sets(List<String> removals) {
        Map<String, String> sets = new LinkedHashMap<>();
        for (String removal : removals) {
            int end = removal.indexOf('=');
            if (end < 0) {
                throw new HermesException("--accept-removals " + removal + ": which set? Expected " + removal
                        + "=SET, with SET as the status tells it (" + removal + ".error.held.set)");
            }
            sets.put(removal.substring(0, end), removal.substring(end + 1));
        }
        return sets;
    }

    private String agreed(String type) {
        JsonNode held = status().path(type).path("error").path("held");
        if (held.isMissingNode()) {
            throw new HermesException("no removals of '" + type + "' are held; the command status tells what is");
        }
        if (!operator.test(shown(type, held))) {
            throw new HermesException("nothing is released; the removals stay held");
        }
        return type + "=" + held.path("set").asText();
    }

    private JsonNode status() {
        Reply reply = application.apply(List.of("status", "-j"));
        if (reply.retcode() != ExitCode.OK) {
            throw new HermesException(reply.retmsg());
        }
        return Json.read(reply.retmsg().getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new HermesException("the status is no JSON object; nothing is released"));
    }

    private static String shown(String type, JsonNode held) {
        int removed = held.path("removed").asInt();
        StringBuilder text = new StringBuilder(
                type + ": " + removed + " of " + held.path("cached").asInt() + " would be removed");
        JsonNode samples = held.path("samples");
        text.append(samples.size() < removed ? ", among them:" : ":");
        samples.forEach(sample -> text.append("\n  ").append(sample.asText()));
        return text.toString();
    }
}
