package org.hermescdc.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** JVMs of their own, so that no measure finds code that another one has warmed up. */
final class Forks {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Options of a daemon, as in the launcher of the distribution, but for the memory. */
    static final List<String> DAEMON = List.of("-XX:+UseG1GC", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true");

    private final Path output;

    /** @param output receives what forks print beside their results */
    Forks(Path output) {
        this.output = output;
    }

    /** Runs all rounds of a comparison. */
    Rounds compare(String measure, Ground ground, int rounds) throws Exception {
        Folders.delete(ground.folder());
        Path result = Files.createTempFile("hermes-bench", ".json");
        try {
            List<String> arguments = List.of(
                    measure,
                    ground.set().name(),
                    ground.folder().toString(),
                    ground.store().toString(),
                    ground.distribution().toString(),
                    String.valueOf(rounds),
                    result.toString());
            if (run(Fork.class, List.of("-Xmx" + memory(ground.set()) + "m"), arguments) != 0) {
                throw new IllegalStateException(measure + " failed; what it said is in " + output);
            }
            return MAPPER.readValue(result.toFile(), Rounds.class);
        } finally {
            Files.delete(result);
            Folders.delete(ground.folder());
        }
    }

    /** Runs a program to its end; returns its exit code. */
    int run(Class<?> main, List<String> options, List<String> arguments) throws IOException, InterruptedException {
        Process process = start(main, System.getProperty("java.class.path"), options, arguments)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        return process.waitFor();
    }

    /** A JVM with the options of a daemon, not started yet; what it prints on standard error goes to the output. */
    ProcessBuilder start(Class<?> main, String classPath, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(DAEMON);
        command.add("-Dlogback.configurationFile=logback-bench.xml");
        command.addAll(inherited());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(output.toFile()));
    }

    private static List<String> inherited() {
        String kafka = System.getProperty("hermes.kafka");
        return kafka == null ? List.of() : List.of("-Dhermes.kafka=" + kafka);
    }

    /** Enough for the set and the servers' messages, so that the collector is no part of what is compared. */
    private static int memory(DataSet set) {
        return set == DataSet.L ? 10_000 : 3_000;
    }
}
