package org.hermescdc.plugin.handler.kadmin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hermescdc.plugin.handler.kadmin.KadminFailure.Outcome;

/**
 * One of the programs of Heimdal. It reads passwords from its standard input; without a terminal of its own, since these
 * programs ask a terminal first. What it writes to its standard output is not kept.
 *
 * @param setting the key that names it
 * @param command as the key says: a path, or a name on PATH
 */
record Program(String setting, String command, Duration limit) {

    private static final int MOST_OF_ERRORS = 8_192;
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /** How it ended, and what it wrote to standard error. */
    record Ended(int status, String errors) {}

    /**
     * Runs it to its end.
     *
     * @param input whole content of its standard input
     * @throws KadminFailure if it cannot be started, or takes longer than the limit and was ended
     */
    Ended run(Map<String, String> environment, List<String> arguments, String input) {
        List<String> whole = new ArrayList<>();
        find("setsid").ifPresent(detach -> whole.add(detach.toString()));
        whole.add(path().toString());
        whole.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(whole).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        Process process = start(builder);
        try {
            return ended(process, input);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KadminFailure(Outcome.UNKNOWN, command + " was ended, since the client was interrupted");
        } finally {
            kill(process);
        }
    }

    private Ended ended(Process process, String input) throws InterruptedException {
        CompletableFuture<String> errors = CompletableFuture.supplyAsync(
                () -> read(process.getErrorStream()), reading -> daemon(reading).start());
        write(process.getOutputStream(), input);
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            kill(process);
            throw new KadminFailure(
                    Outcome.UNKNOWN,
                    command + " gave no answer for " + limit.toSeconds() + " s (timeout) and was ended; perhaps it had"
                            + " done its work");
        }
        return new Ended(
                process.exitValue(),
                errors.completeOnTimeout("", LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                        .join());
    }

    private Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new KadminFailure(Outcome.NOT_DONE, setting + ": cannot start " + command + ": " + e.getMessage());
        }
    }

    private Path path() {
        Optional<Path> found =
                command.contains("/") ? Optional.of(Path.of(command)).filter(Program::isProgram) : find(command);
        return found.orElseThrow(() -> new KadminFailure(
                Outcome.NOT_DONE,
                setting + ": there is no program '" + command + "'"
                        + (command.contains("/") ? "" : " on PATH")
                        + "; on Debian it comes with the package heimdal-clients"));
    }

    private static Optional<Path> find(String name) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Program::isProgram)
                .findFirst();
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "errors of a program");
        thread.setDaemon(true);
        return thread;
    }

    private static String read(InputStream stream) {
        try (stream) {
            String text = new String(stream.readNBytes(MOST_OF_ERRORS), StandardCharsets.UTF_8);
            stream.transferTo(OutputStream.nullOutputStream());
            return text;
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }

    private static void write(OutputStream stream, String input) {
        try (stream) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedWithoutReading) {
            // Its status tells why.
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
