package org.hermescdc.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hermescdc.core.model.Values;
import org.hermescdc.spi.AttributeFilter;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays the template vectors of every {@code jinja/*.jsonl} below the folder {@code hermes.vectors}. What is known not
 * to be met stands in {@code jinja-known-differences.txt}; a difference that is not there fails, and so does a line there
 * that is met.
 */
class JinjaVectorsTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();
    private static final Path VECTORS =
            Path.of(System.getProperty("hermes.vectors", "src/test/vectors")).resolve("jinja");

    /** Per feature: vectors met, vectors, error vectors whose category is right, error vectors. */
    private static final Map<String, int[]> SCORES = new TreeMap<>();

    private static final Set<String> KNOWN_SEEN = new HashSet<>();

    private final Map<String, String> known = readKnownDifferences();

    @TestFactory
    Stream<DynamicNode> rendersAsTheReferenceDoes() throws IOException {
        TemplateEngine engine = new TemplateEngine(filters(), Template.Results.NATIVE);
        Map<String, List<DynamicTest>> byFeature = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode vector : readVectors()) {
            ids.add(vector.get("id").textValue());
            byFeature
                    .computeIfAbsent(vector.get("feature").textValue(), f -> new ArrayList<>())
                    .add(dynamicTest(vector.get("id").textValue(), () -> check(vector, engine)));
        }
        assertThat(ids).as("vectors in " + VECTORS).isNotEmpty();
        List<DynamicContainer> containers = new ArrayList<>();
        byFeature.forEach((feature, tests) -> containers.add(dynamicContainer(feature, tests)));
        long listed = known.keySet().stream().filter(ids::contains).count();
        DynamicTest few = dynamicTest(
                "at most 2 % are known differences",
                () -> assertThat(listed * 50).isLessThanOrEqualTo(ids.size()));
        return Stream.concat(containers.stream(), Stream.of(few));
    }

    @AfterAll
    static void printScores() {
        StringBuilder table = new StringBuilder("Template vectors, met of all per feature\n");
        int[] total = new int[4];
        SCORES.forEach((feature, score) -> {
            table.append(String.format("%-36s %4d of %4d%n", feature, score[0], score[1]));
            for (int i = 0; i < total.length; i++) {
                total[i] += score[i];
            }
        });
        table.append(String.format("%-36s %4d of %4d%n", "all", total[0], total[1]));
        table.append(String.format("%-36s %4d of %4d%n", "errors with the right category", total[2], total[3]));
        System.out.println(table);
        assertThat(total[2] * 10).as("errors with the right category").isGreaterThanOrEqualTo(total[3] * 9);
    }

    private void check(JsonNode vector, TemplateEngine engine) {
        String id = vector.get("id").textValue();
        String difference = new VectorRun(vector, engine).difference();
        int[] score = SCORES.computeIfAbsent(vector.get("feature").textValue(), f -> new int[4]);
        score[1]++;
        score[0] += difference == null ? 1 : 0;
        JsonNode expected = vector.get("expect");
        if (expected.has("error")) {
            score[3]++;
            score[2] += expected.get("error").textValue().equals(VectorRun.category(vector, engine)) ? 1 : 0;
        }
        if (known.containsKey(id)) {
            KNOWN_SEEN.add(id);
            assertThat(difference).as("listed as a known difference, but met").isNotNull();
        } else {
            assertThat(difference).as(vector.get("template").toString()).isNull();
        }
    }

    private static List<JsonNode> readVectors() throws IOException {
        List<JsonNode> vectors = new ArrayList<>();
        try (Stream<Path> files = Files.list(VECTORS)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
                for (String line : Files.readString(file).split("\n")) {
                    if (!line.isEmpty()) {
                        vectors.add(JSON.readTree(line));
                    }
                }
            }
        }
        return vectors;
    }

    private static Map<String, TemplateFilter> filters() throws IOException {
        JsonNode settings =
                JSON.readTree(VECTORS.resolve("plugin-settings.json").toFile());
        Map<String, TemplateFilter> filters = new HashMap<>();
        for (AttributeFilter filter : ServiceLoader.load(AttributeFilter.class)) {
            if (settings.has(filter.name())) {
                filter.configure(new Settings(asMap(VectorValues.decode(settings.get(filter.name())))));
                filters.put(filter.name(), filter);
            }
        }
        return filters;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) Values.normalize(value);
    }

    private static Map<String, String> readKnownDifferences() {
        Map<String, String> known = new TreeMap<>();
        try (var in = JinjaVectorsTest.class.getResourceAsStream("/jinja-known-differences.txt")) {
            for (String line : new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).split("\n")) {
                String[] parts = line.split("\t", 2);
                if (parts.length == 2) {
                    known.put(parts[0], parts[1]);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return known;
    }
}
