package org.hermescdc.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays each folder of {@code DIR/scenarios}, where {@code -Dhermes.vectors=DIR} names another directory than {@code
 * src/test/vectors}, and {@code -Dhermes.scenarios=GLOB} selects some of them. Those that do not pass yet stand in {@code
 * scenarios-pending.txt}, each with its reason; one that passes must leave it.
 */
class ScenarioTest {

    private static final Path SCENARIOS =
            Path.of(System.getProperty("hermes.vectors", "src/test/vectors")).resolve("scenarios");
    private static final Path PENDING = Path.of("src/test/resources/scenarios-pending.txt");
    private static final int SHOWN = 12;

    /** Backups of a database are the database's own. */
    private static final Set<String> OF_FILES = Set.of("server-cache-backups");

    /** Enough for each kind of table and change; {@code -Dhermes.full=true} takes all. */
    private static final Set<String> SOME_IN_DATABASES = Set.of(
            "client-datamodel-update-with-queue",
            "client-schema-pkey-changed",
            "client-schema-type-removed-trashed-and-kept",
            "client-value-types",
            "server-bus-failure-midrun",
            "server-datamodel-attribute-to-secret",
            "server-datamodel-change-pkey",
            "story-university");

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> showsWhatIsExpectedAfterEachStep() throws IOException {
        Map<String, String> pending = pending();
        return folders().map(folder -> {
            String name = folder.getFileName().toString();
            return DynamicTest.dynamicTest(name, () -> replay(folder, pending.get(name), false));
        });
    }

    @TestFactory
    Stream<DynamicTest> showsTheSameWithItsCachesInDatabases() throws IOException {
        Map<String, String> pending = pending();
        return folders()
                .filter(folder -> !OF_FILES.contains(folder.getFileName().toString()))
                .filter(folder -> Boolean.getBoolean("hermes.full")
                        || SOME_IN_DATABASES.contains(folder.getFileName().toString()))
                .map(folder -> {
                    String name = folder.getFileName().toString();
                    return DynamicTest.dynamicTest(name, () -> replay(folder, pending.get(name), true));
                });
    }

    @Test
    void knowsTheScenariosThatArePending() throws IOException {
        TreeSet<String> unknown = new TreeSet<>(pending().keySet());
        try (Stream<Path> files = Files.list(Path.of("src/test/vectors/scenarios"))) {
            files.forEach(folder -> unknown.remove(folder.getFileName().toString()));
        }
        assertThat(unknown).isEmpty();
    }

    private void replay(Path folder, String pendingBecause, boolean inDatabases) throws Exception {
        Scenario scenario = Scenario.load(folder);
        assertThat(scenario.unusedExpectations()).isEmpty();
        List<String> differences;
        Path working = Files.createTempDirectory(directory, "scenario");
        try (ScenarioRun run = new ScenarioRun(scenario, working)) {
            differences = (inDatabases ? run.inDatabases() : run).run();
        }
        if (pendingBecause != null && differences.isEmpty()) {
            fail(folder.getFileName() + " passes: take it out of " + PENDING);
        } else if (pendingBecause != null) {
            abort(folder.getFileName() + " is pending: " + pendingBecause + "\n" + differences.get(0));
        } else if (!differences.isEmpty()) {
            fail(folder.getFileName() + ", "
                    + String.join("\n", differences.subList(0, Math.min(SHOWN, differences.size()))));
        }
    }

    private static Stream<Path> folders() throws IOException {
        PathMatcher selected =
                FileSystems.getDefault().getPathMatcher("glob:" + System.getProperty("hermes.scenarios", "*"));
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files
                    .filter(file -> Files.exists(file.resolve("scenario.yml")))
                    .filter(folder -> selected.matches(folder.getFileName()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** Name → reason. */
    private static Map<String, String> pending() throws IOException {
        Map<String, String> pending = new TreeMap<>();
        for (String line : Files.readAllLines(PENDING)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split("\\s+", 2);
                pending.put(parts[0], parts.length > 1 ? parts[1] : "no reason given");
            }
        }
        return pending;
    }
}
