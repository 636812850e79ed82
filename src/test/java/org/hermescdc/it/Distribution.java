package org.hermescdc.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The built distribution, unpacked in a folder of its own, and programs of it run in a working folder.
 *
 * @param home the unpacked distribution
 * @param work where the programs run, with their configuration files
 */
public record Distribution(Path home, Path work) {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Unpacks the distribution that the build has just made below {@code folder}. */
    public static Distribution unpack(Path folder) throws IOException {
        String archive = System.getProperty("hermes.distribution");
        if (archive == null || !Files.exists(Path.of(archive))) {
            throw new IllegalStateException("the distribution is not built (hermes.distribution=" + archive
                    + "): run the test with mvn verify");
        }
        Path home = Files.createDirectories(folder.resolve("hermes"));
        Path work = Files.createDirectories(folder.resolve("work"));
        Child.run(
                folder.resolve("tar.log"),
                LIMIT,
                List.of("tar", "-xzf", archive, "-C", home.toString(), "--strip-components=1"));
        return new Distribution(home, work);
    }

    /** Writes a configuration file into the working folder. */
    public void configure(String file, String content) throws IOException {
        Files.writeString(work.resolve(file), content);
    }

    /** Starts a program that goes on; its output is in {@code <name>.log} of the working folder. */
    public Child start(String name, Map<String, String> environment) {
        return Child.start(work.resolve(name + ".log"), environment, Duration.ofSeconds(20), command(List.of(name)));
    }

    /** Runs a command to its end and returns what it printed; fails unless it exits 0. */
    public String run(String... arguments) throws IOException {
        Path log = Files.createTempFile(work, "command", ".log");
        Child.run(log, LIMIT, command(List.of(arguments)));
        return Files.readString(log);
    }

    /** Runs a command to its end and returns its exit code; its output goes to {@code log}. */
    public int status(Path log, Map<String, String> environment, String... arguments) {
        try (Child child = Child.start(log, environment, Duration.ofSeconds(5), command(List.of(arguments)))) {
            return child.awaitExit(LIMIT);
        }
    }

    /** The programs heed signals also when the tests run where some are ignored, as under nohup. */
    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=HUP,INT",
                "sh",
                "-c",
                "cd \"$0\" && exec \"$@\"",
                work.toString(),
                home.resolve("bin/hermes").toString()));
        command.addAll(arguments);
        return command;
    }
}
