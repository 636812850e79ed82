package org.hermescdc;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hermescdc.core.HermesException;
import org.hermescdc.demo.University;

/**
 * Does once what an installation does all day, so that the JVM can write down what it has learnt of the classes: a check
 * of the configurations, a server with an initsync, a client, their commands. Runs in the current directory, a copy of
 * {@code config/demo}; started by {@code hermes --share-classes}.
 */
final class Rehearsal {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> SERVER = List.of("hermes-server-config.yml", "server");
    private static final List<String> CLIENT = List.of("hermes-client-mailinglists-config.yml", "client-mailinglists");

    private Rehearsal() {}

    public static void main(String[] args) {
        int status = 1;
        try {
            University.load(Path.of("university.sqlite"), Path.of("data")).close();
            for (List<String> program : List.of(SERVER, CLIENT)) {
                require("validate", "--config", program.get(0));
                rehearse(program.get(1));
            }
            status = 0;
        } catch (RuntimeException e) {
            System.err.println("hermes: the rehearsal failed: " + e.getMessage());
        }
        // What failed may have left threads.
        System.exit(status);
    }

    private static void rehearse(String program) {
        CompletableFuture<Integer> ended = CompletableFuture.supplyAsync(() -> Hermes.run(program), task -> {
            Thread thread = new Thread(task, program);
            thread.setDaemon(true);
            thread.start();
        });
        Instant limit = Instant.now().plus(PATIENCE);
        String command = program.equals("server") ? "initsync" : "status";
        while (Hermes.run(program + "-cli", command) != 0) {
            if (ended.isDone() || Instant.now().isAfter(limit)) {
                throw new HermesException(program + " does not answer");
            }
            Thread.onSpinWait();
        }
        require(program + "-cli", "status", "--json");
        require(program + "-cli", "quit");
        if (ended.join() != 0) {
            throw new HermesException(program + " ended with " + ended.join());
        }
    }

    private static void require(String... command) {
        int status = Hermes.run(command);
        if (status != 0) {
            throw new HermesException("hermes " + String.join(" ", command) + " ended with " + status);
        }
    }
}
