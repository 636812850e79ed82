package org.hermescdc.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hermescdc.core.HermesException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each recorded scenario of the server again, with two plans before each of its cycles. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlannedCyclesTest {

    private static final Path SCENARIOS = Path.of("src/test/vectors/scenarios");

    /** Enough for each step of a cycle; {@code -Dhermes.full=true} takes all. */
    private static final Set<String> SOME = Set.of(
            "server-bus-failure-midrun",
            "server-cacheonly-attrs",
            "server-commit-all-failure",
            "server-commit-one-failure-restart",
            "server-composite-primary-key",
            "server-datamodel-remove-type",
            "server-datasource-failure",
            "server-integrity-constraints",
            "server-many-modified",
            "server-merge-conflict-use-cached",
            "server-pkey-mustnotexist",
            "server-query-other-type-pkeys",
            "server-secrets",
            "server-type-order",
            "server-value-types",
            "story-university");

    @TempDir
    private Path directory;

    private int foretold;

    @TestFactory
    Stream<DynamicTest> tellsTheEventsOfTheNextCycleAndChangesNothing() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files
                    .filter(file -> Files.exists(file.resolve("scenario.yml")))
                    .filter(PlannedCyclesTest::isWanted)
                    .sorted()
                    .toList()
                    .stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> replay(folder)));
        }
    }

    private static boolean isWanted(Path folder) {
        String name = folder.getFileName().toString();
        return Boolean.getBoolean("hermes.full") ? !name.startsWith("client") : SOME.contains(name);
    }

    @AfterAll
    void foretoldSomething() {
        assertThat(foretold).as("events that were planned and sent").isGreaterThan(30);
    }

    private void replay(Path folder) throws Exception {
        Path working = Files.createTempDirectory(directory, "scenario");
        try (ScenarioRun run = new ScenarioRun(Scenario.load(folder), working, this::rehearse)) {
            assertThat(run.run()).as("what is recorded of each step").isEmpty();
        }
    }

    private Consumer<WorkingDirectory> rehearse(ServerUnderTest server, WorkingDirectory files) {
        Map<String, String> before = files.contents();
        long last = sent(files, 0).size();
        List<String> plan;
        try {
            plan = server.plan();
            assertThat(server.plan()).isEqualTo(plan);
        } catch (HermesException cannotBeRead) {
            plan = List.of();
        }
        assertThat(files.contents()).isEqualTo(before);
        assertThat(sent(files, last)).isEmpty();
        List<String> planned = plan;
        return after -> {
            List<String> sent = sent(after, last);
            if (isComplete(after)) {
                assertThat(sent).isEqualTo(planned);
            } else {
                assertThat(planned).hasSizeGreaterThanOrEqualTo(sent.size());
                assertThat(sent).isEqualTo(planned.subList(0, sent.size()));
            }
            foretold += sent.size();
        };
    }

    private static boolean isComplete(WorkingDirectory files) {
        try {
            return files.isCycleComplete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> sent(WorkingDirectory files, long behind) {
        try {
            return files.messages(behind + 1).stream()
                    .map(WorkingDirectory.Message::json)
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
