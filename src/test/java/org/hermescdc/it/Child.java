package org.hermescdc.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A program run by a test: its output goes to a log file, its input is empty, and it ends with the test, or at the latest
 * with the JVM. {@link #close} asks it to end (SIGTERM) and kills it after a grace period.
 */
public final class Child implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final Process process;
    private final Path log;
    private final Duration grace;
    private final Thread hook = new Thread(this::killTree);

    private Child(Process process, Path log, Duration grace) {
        this.process = process;
        this.log = log;
        this.grace = grace;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts a program.
     *
     * @param log receives standard output and standard error
     * @param environment added to that of the JVM
     * @param grace between SIGTERM and SIGKILL at {@link #close}
     */
    public static Child start(Path log, Map<String, String> environment, Duration grace, List<String> command) {
        return start(log, environment, grace, command, ProcessBuilder.Redirect.from(new File("/dev/null")));
    }

    /** Starts a program whose input is a pipe: it closes with this JVM, even with a killed one, and may end the program. */
    public static Child startTied(Path log, Duration grace, List<String> command) {
        return start(log, Map.of(), grace, command, ProcessBuilder.Redirect.PIPE);
    }

    private static Child start(
            Path log,
            Map<String, String> environment,
            Duration grace,
            List<String> command,
            ProcessBuilder.Redirect input) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(input);
        builder.environment().putAll(environment);
        try {
            return new Child(builder.start(), log, grace);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a second JVM with the class path of this one. */
    public static Child java(Path log, Class<?> main, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return start(log, Map.of(), Duration.ofSeconds(5), command);
    }

    /** Runs a program to its end. Throws with its whole output if it fails or takes longer than {@code limit}. */
    public static String run(Path log, Duration limit, List<String> command) {
        return run(log, limit, Map.of(), command);
    }

    /** As {@link #run(Path, Duration, List)}, with more environment. */
    public static String run(Path log, Duration limit, Map<String, String> environment, List<String> command) {
        try (Child child = start(log, environment, Duration.ofSeconds(1), command)) {
            int status = child.awaitExit(limit);
            if (status != 0) {
                throw new IllegalStateException(command + " ended with status " + status + ":\n" + child.log());
            }
            return child.log();
        }
    }

    /** A port of the loopback interface that nobody listened on a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the port of the loopback interface accepts connections. */
    public Child awaitPort(int port, Duration limit) {
        return awaitPort("127.0.0.1", port, limit);
    }

    /** Waits until the port of an address of this machine accepts connections. */
    public Child awaitPort(String address, int port, Duration limit) {
        return await("port " + address + ":" + port, () -> accepts(address, port), limit);
    }

    /** Waits until the program has printed {@code text}. */
    public Child awaitLog(String text, Duration limit) {
        return await("'" + text + "' in its output", () -> log().contains(text), limit);
    }

    /**
     * Waits until {@code condition} holds.
     *
     * @throws IllegalStateException with the whole output if the program ended or the time is up
     */
    public Child await(String what, BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() && !condition.getAsBoolean()) {
                throw failure("ended with status " + process.exitValue() + " before " + what);
            }
            if (System.nanoTime() > end) {
                throw failure("gave no " + what + " within " + limit);
            }
            waitFor(POLL);
        }
        return this;
    }

    /** Waits for the end of the program and returns its status. */
    public int awaitExit(Duration limit) {
        if (!waitFor(limit)) {
            throw failure("still runs after " + limit);
        }
        return process.exitValue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** All that the program has printed so far. */
    public String log() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGKILL to the program and to what it started, and waits for the end of the program. */
    public void kill() {
        killTree();
        awaitExit(Duration.ofSeconds(10));
        forget();
    }

    /** Sends a signal by name, for example {@code INT}. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!waitFor(grace)) {
            killTree();
            waitFor(Duration.ofSeconds(5));
        }
        forget();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            // The hook runs, and finds the process ended.
        }
    }

    private void killTree() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private boolean waitFor(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private IllegalStateException failure(String what) {
        return new IllegalStateException(
                process.info().command().orElse("the program") + " " + what + "; its output:\n" + log());
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }

    private static boolean accepts(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
