package org.hermescdc.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hermescdc.core.HermesException;
import org.hermescdc.ops.ControlClient;
import org.hermescdc.ops.Reply;

/**
 * The processes of the demonstration: the directory, and the real server and clients, started as anyone starts them. Their
 * output goes to {@code logs/<name>.out} of the folder.
 */
final class DemoPrograms {

    static final String SERVER = "hermes-server";
    static final List<String> APPLICATIONS = List.of(SERVER, "hermes-client-ldap", "hermes-client-mailinglists");

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Path folder;
    private final Path home;
    private final Map<String, Process> processes = new LinkedHashMap<>();

    /**
     * @param folder where they run
     * @param home of the distribution
     */
    DemoPrograms(Path folder, Path home) {
        this.folder = folder;
        this.home = home;
    }

    void startDirectory() {
        start(
                "directory",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Directory.class.getName()));
    }

    /** @param application such as {@code hermes-client-ldap} */
    void startApplication(String application) {
        start(application, List.of(home.resolve("bin/hermes").toString(), application.replaceFirst("^hermes-", "")));
    }

    private void start(String name, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output(name).toFile());
        try {
            processes.put(name, builder.start());
        } catch (IOException e) {
            throw new HermesException(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    private Path output(String name) {
        return folder.resolve("logs").resolve(name + ".out");
    }

    /** Throws with the end of its output if one of the processes has ended. */
    void checkAlive() {
        processes.forEach((name, process) -> {
            if (!process.isAlive()) {
                throw new HermesException(
                        name + " ended with code " + process.exitValue() + ":\n" + tail(output(name)));
            }
        });
    }

    private static String tail(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return file + " cannot be read: " + e;
        }
    }

    /** Sends a command through the control socket, as {@code hermes …-cli} does. */
    Reply command(String application, String... argv) {
        return ControlClient.send(application, folder.resolve(application + ".sock"), List.of(argv));
    }

    boolean listens(String application) {
        return Files.exists(folder.resolve(application + ".sock"));
    }

    /** The process of the directory: it takes no commands. */
    long directoryPid() {
        return processes.get("directory").pid();
    }

    /** Stops everything that runs, cleanly where that is possible. */
    void stop() {
        processes.values().forEach(Process::destroy);
        processes.values().forEach(DemoPrograms::awaitEnd);
    }

    private static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
