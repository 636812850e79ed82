package org.hermescdc.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The data files of one cache directory: as they are, and as the expectations of all steps so far add up to. Files whose
 * name begins with one underscore are not data.
 */
final class CacheFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Map<String, JsonNode> expected = new TreeMap<>();

    CacheFiles(Path directory) {
        this.directory = directory;
    }

    /** Adds what a step says of changed and deleted files. */
    void expect(JsonNode step) {
        for (Iterator<Map.Entry<String, JsonNode>> files = step.path("caches").fields(); files.hasNext(); ) {
            Map.Entry<String, JsonNode> file = files.next();
            expected.put(file.getKey(), file.getValue());
        }
        step.path("caches_deleted").forEach(name -> expected.remove(name.asText()));
    }

    Map<String, JsonNode> expected() {
        return expected;
    }

    Map<String, JsonNode> actual() throws IOException {
        Map<String, JsonNode> files = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        try (Stream<Path> paths = Files.list(directory)) {
            List<Path> data =
                    paths.filter(path -> isData(path.getFileName().toString())).toList();
            for (Path path : data) {
                files.put(path.getFileName().toString(), content(path));
            }
        }
        return files;
    }

    Path directory() {
        return directory;
    }

    /** The text of each file that is there at rest, by its name without endings; where both forms are there, the plain one. */
    Map<String, String> texts() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String ending : List.of(".json.gz", ".json")) {
            try (Stream<Path> paths = Files.list(directory)) {
                for (Path path : paths.toList()) {
                    String name = path.getFileName().toString();
                    if (name.endsWith(ending) && !name.matches(".*\\.\\d+\\.json.*")) {
                        texts.put(name.substring(0, name.length() - ending.length()), text(path));
                    }
                }
            }
        }
        return texts;
    }

    /** The content of a file, compressed or not; empty if there is none. */
    Optional<JsonNode> read(String name) throws IOException {
        for (String ending : List.of(".json", ".json.gz")) {
            Path file = directory.resolve(name + ending);
            if (Files.exists(file)) {
                return Optional.of(content(file));
            }
        }
        return Optional.empty();
    }

    private static boolean isData(String name) {
        return name.matches(".*\\.json(\\.gz)?") && !name.matches("_[^_].*");
    }

    private static JsonNode content(Path file) throws IOException {
        return JSON.readTree(text(file)).get("content");
    }

    private static String text(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
