package org.hermescdc.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * One recorded scenario (README.md beside the scenarios).
 *
 * @param folder where it stands
 * @param start what the clock shows at the start
 * @param sources datasource → its SQLite file, relative to the working directory
 */
record Scenario(Path folder, Instant start, Map<String, String> sources, List<Step> steps) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One step: what to do, and with what. */
    record Step(int number, String kind, Object argument) {
        String fileName() {
            return String.format("%02d-%s.json", number, kind);
        }
    }

    @SuppressWarnings("unchecked")
    static Scenario load(Path folder) throws IOException {
        try (Reader reader = Files.newBufferedReader(folder.resolve("scenario.yml"))) {
            Map<String, Object> content = new Yaml().load(reader);
            List<Step> steps = new ArrayList<>();
            for (Map<String, Object> step : (List<Map<String, Object>>) content.get("steps")) {
                Map.Entry<String, Object> only = step.entrySet().iterator().next();
                steps.add(new Step(steps.size() + 1, only.getKey(), only.getValue()));
            }
            Instant start = LocalDateTime.parse((String) content.get("clock")).toInstant(ZoneOffset.UTC);
            Object sources = content.get("datasources");
            return new Scenario(
                    folder, start, sources == null ? Map.of() : (Map<String, String>) sources, List.copyOf(steps));
        }
    }

    /** What the step must show: our own truth where it differs from that of Hermes 1.0.9. */
    Optional<JsonNode> expected(Step step) throws IOException {
        for (String truth : List.of("expected_ours", "expected")) {
            Path file = folder.resolve(truth).resolve(step.fileName());
            if (Files.exists(file)) {
                return Optional.of(JSON.readTree(Files.newBufferedReader(file)));
            }
        }
        return Optional.empty();
    }

    /** Files of expectations that no step of the scenario looks at. */
    Set<String> unusedExpectations() throws IOException {
        Set<String> unused = new TreeSet<>();
        for (String truth : List.of("expected_ours", "expected")) {
            Path directory = folder.resolve(truth);
            if (Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.list(directory)) {
                    files.map(file -> file.getFileName().toString()).forEach(unused::add);
                }
            }
        }
        steps.forEach(step -> unused.remove(step.fileName()));
        return unused;
    }
}
