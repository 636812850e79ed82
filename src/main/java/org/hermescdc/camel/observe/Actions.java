package org.hermescdc.camel.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.config.Secret;
import org.hermescdc.ops.Application;
import org.hermescdc.ops.ControlCommands;
import org.hermescdc.ops.ExitCode;
import org.hermescdc.ops.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator may do on the status page: some of the commands of the control socket, executed as there. Who asks has to
 * know the token, in a header that no other site's page can send.
 */
final class Actions {

    private static final Logger LOG = LoggerFactory.getLogger(Actions.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Set<List<String>> ALLOWED =
            Set.of(List.of("pause"), List.of("resume"), List.of("update"), List.of("errors", "retry"));
    private static final String BEARER = "Bearer ";

    private final Application application;
    private final Optional<Secret> token;

    Actions(Application application, Optional<Secret> token) {
        this.application = application;
        this.token = token;
    }

    /** What can be done: without a token nothing, and else what the program has a command for. */
    List<String> available() {
        Set<String> known = token.isEmpty() ? Set.of() : ControlCommands.names(application);
        return ALLOWED.stream()
                .map(command -> command.get(0))
                .filter(known::contains)
                .sorted()
                .toList();
    }

    /** Whether the header carries the token; takes as long for a wrong one as for the right one. */
    boolean mayAct(String authorization) {
        if (token.isEmpty() || authorization == null || !authorization.startsWith(BEARER)) {
            return false;
        }
        return MessageDigest.isEqual(
                digest(authorization.substring(BEARER.length())),
                digest(token.get().reveal()));
    }

    /**
     * Executes {@code {"argv": ["errors", "retry", "12"]}}.
     *
     * @throws InterruptedException if the program stops first
     */
    Reply execute(String body) throws InterruptedException {
        Optional<List<String>> argv = argv(body);
        if (argv.filter(Actions::isAllowed).isEmpty()) {
            return new Reply(
                    ExitCode.USAGE, "not an action of this page; there are: pause, resume, update, errors retry");
        }
        LOG.info("status page: {}", argv.get());
        return ControlCommands.answer(application, argv.get());
    }

    /** A command, and then numbers of entries only: no options. */
    private static boolean isAllowed(List<String> argv) {
        return ALLOWED.stream()
                .anyMatch(command -> argv.size() >= command.size()
                        && argv.subList(0, command.size()).equals(command)
                        && argv.stream().skip(command.size()).allMatch(word -> word.matches("\\d{1,18}")));
    }

    private static Optional<List<String>> argv(String body) {
        try {
            JsonNode words = MAPPER.readTree(body).path("argv");
            List<String> argv = new ArrayList<>();
            words.forEach(word -> argv.add(word.asText()));
            return words.isArray() ? Optional.of(argv) : Optional.empty();
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    /** Of equal length, whatever the length of the text. */
    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
