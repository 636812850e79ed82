package org.hermescdc.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our client takes over the cache directory that Hermes 1.0.9 left in mid-life: from there on it does, and writes, what it
 * does with a directory of its own. Points of the recordings at which 1.0.9 knows something else than we do (OURS.md) are
 * left out: there is no common truth for what follows.
 */
class TakeoverTest {

    private static final Path SCENARIOS =
            Path.of(System.getProperty("hermes.vectors", "src/test/vectors")).resolve("scenarios");

    @TempDir
    Path directory;

    /** In each scenario at each point, with {@code -Dhermes.full=true}; else at one point with something to lose. */
    @TestFactory
    Stream<DynamicTest> goesOnWithTheCacheOfRelease109() throws IOException {
        try (Stream<Path> folders = Files.list(SCENARIOS)) {
            return folders
                    .filter(folder -> folder.getFileName().toString().startsWith("client-"))
                    .sorted()
                    .toList()
                    .stream()
                    .flatMap(this::tests);
        }
    }

    private Stream<DynamicTest> tests(Path folder) {
        try {
            Scenario scenario = Scenario.load(folder);
            boolean full = Boolean.getBoolean("hermes.full");
            Stream<Map.Entry<Integer, RecordedCache>> points = RecordedCache.common(scenario).entrySet().stream()
                    .filter(point -> full || point.getValue().isInMidLife())
                    .limit(full ? Long.MAX_VALUE : 1);
            return points.map(point -> DynamicTest.dynamicTest(
                    folder.getFileName() + " after step " + point.getKey(),
                    () -> takesOver(scenario, point.getKey(), point.getValue())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void takesOver(Scenario scenario, int step, RecordedCache cache) throws Exception {
        AtomicBoolean keepsMore = new AtomicBoolean();
        Rest own = rest(scenario, step, ownCache -> keepsMore.set(hasRemainders(ownCache)));
        Assumptions.assumeFalse(
                keepsMore.get(),
                "1.0.9 has lost a modification here, which ours keeps in _remainders: they must differ");
        for (boolean compressed : List.of(false, true)) {
            Rest takenOver = rest(scenario, step, ownCache -> cache.layOut(ownCache, compressed));

            for (int i = 0; i < own.shown().size(); i++) {
                JsonNode expected = own.shown().get(i);
                assertThat(Differences.between(
                                expected.get("step").asText(),
                                withoutConfig(expected),
                                withoutConfig(takenOver.shown().get(i))))
                        .isEmpty();
            }
            takenOver.files().keySet().remove("_hermesconfig");
            takenOver.files().forEach((name, text) -> assertThat(text)
                    .as("%s, as it was left or in our own form", name)
                    .isIn(cache.text(name), own.files().get(name)));
        }
    }

    private static boolean hasRemainders(Path cache) {
        return Files.exists(cache.resolve("_remainders.json")) || Files.exists(cache.resolve("_remainders.json.gz"));
    }

    /** Ours wrote the configuration at its stop; the recorded client was running, and its file is that of its start. */
    private static JsonNode withoutConfig(JsonNode shown) {
        JsonNode copy = shown.deepCopy();
        if (copy.get("files") instanceof ObjectNode files) {
            files.remove("_hermesconfig");
        }
        return copy;
    }

    /** What the client shows from a restart on, and the files that it leaves, to the byte. */
    private record Rest(List<JsonNode> shown, Map<String, String> files) {}

    private Rest rest(Scenario scenario, int step, Consumer<Path> between) throws Exception {
        Path working = Files.createTempDirectory(directory, "takeover");
        try (ScenarioRun run = new ScenarioRun(scenario, working)) {
            return new Rest(run.observe(step, between), run.clientFiles());
        }
    }
}
