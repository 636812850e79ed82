package org.hermescdc.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The cache of a client as the expectations of a scenario add up to it, step by step: what Hermes 1.0.9 had in its files
 * then, or what we must have.
 */
final class RecordedCache {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> STATE =
            List.of("queueErrors", "datamodelWarnings", "exception", "initstartoffset", "initstopoffset", "nextoffset");

    private final ObjectNode files = JSON.createObjectNode();

    /** Adds what a step says of the client. */
    void add(JsonNode client) {
        client.path("caches").fields().forEachRemaining(file -> files.set(file.getKey(), file.getValue()));
        client.path("caches_deleted").forEach(name -> files.remove(name.asText()));
        if (client.has("dataschema")) {
            files.set("_dataschema.json", client.get("dataschema"));
        }
        if (client.has("saved_config")) {
            files.set("_hermesconfig.json", client.get("saved_config"));
        }
        if (client.has("errorqueue")) {
            files.set("_errorqueue.json", queue(client.get("errorqueue")));
        }
        if (client.has("nextoffset")) {
            files.set("_hermes-client-recorder.json", state(client));
        }
    }

    /** Whether the client has saved everything that it ever saves. */
    boolean isWhole() {
        return Stream.of("_dataschema", "_hermesconfig", "_errorqueue", "_hermes-client-recorder")
                .allMatch(name -> files.has(name + ".json"));
    }

    /** Whether something waits in the error queue or in a trashbin. */
    boolean isInMidLife() {
        boolean[] waits = {files.at("/_errorqueue.json/_queue").size() > 0};
        files.fields()
                .forEachRemaining(file -> waits[0] |=
                        file.getKey().contains("trashbin_") && !file.getValue().isEmpty());
        return waits[0];
    }

    /** Puts the files into a directory, in the place of all that is there, as Hermes 1.0.9 writes them. */
    void layOut(Path directory, boolean compressed) {
        try {
            try (Stream<Path> old = Files.list(directory)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
            for (Map.Entry<String, JsonNode> file : files.properties()) {
                String text = text(file.getValue());
                Path path = directory.resolve(file.getKey() + (compressed ? ".gz" : ""));
                try (OutputStream bytes = Files.newOutputStream(path);
                        OutputStream out = compressed ? new GZIPOutputStream(bytes) : bytes) {
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@link #layOut} writes into a file; null if it writes none. */
    String text(String name) {
        JsonNode content = files.get(name + ".json");
        return content == null ? null : text(content);
    }

    private static String text(JsonNode content) {
        return "{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": " + content + "}";
    }

    private static JsonNode state(JsonNode client) {
        ObjectNode state = JSON.createObjectNode();
        STATE.forEach(name -> state.set(name, client.get(name)));
        ObjectNode errors = JSON.createObjectNode();
        client.path("queueErrors")
                .fields()
                .forEachRemaining(error -> errors.put(
                        error.getKey(),
                        error.getValue().get("object").asText() + ": "
                                + error.getValue().at("/error/message").asText()));
        return state.set("queueErrors", errors);
    }

    private static JsonNode queue(JsonNode entries) {
        ObjectNode rows = JSON.createObjectNode();
        entries.forEach(entry -> {
            ArrayNode row = rows.putArray(entry.get("number").asText());
            row.add(entry.get("remote")).add(entry.get("local")).add(message(entry));
        });
        return JSON.createObjectNode().set("_queue", rows);
    }

    /** Of messages of the client's own the recordings keep only the kind. */
    private static String message(JsonNode entry) {
        JsonNode error = entry.get("error");
        if (error.isNull()) {
            return null;
        }
        JsonNode event = entry.get("remote").isNull() ? entry.get("local") : entry.get("remote");
        String object = "object " + event.get("objtype").asText() + "["
                + event.get("objpkey").asText() + "]";
        return switch (error.get("kind").asText()) {
            case "object-already-in-queue" -> object + " already has an event in the error queue";
            case "parent-of-object-in-queue" -> object + " is a parent of an object in the error queue";
            default -> error.path("message").asText();
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordedCache cache && files.equals(cache.files);
    }

    @Override
    public int hashCode() {
        return files.hashCode();
    }

    /** The cache after each step of a scenario that Hermes 1.0.9 and we have in common; by the number of the step. */
    static Map<Integer, RecordedCache> common(Scenario scenario) throws IOException {
        Map<Integer, RecordedCache> common = new TreeMap<>();
        RecordedCache old = new RecordedCache();
        RecordedCache ours = new RecordedCache();
        for (Scenario.Step step : scenario.steps()) {
            Path recorded = scenario.folder().resolve("expected").resolve(step.fileName());
            if (!Files.exists(recorded)) {
                continue;
            }
            JsonNode client = JSON.readTree(Files.readString(recorded)).path("client");
            old.add(client);
            ours.add(scenario.expected(step).orElseThrow().path("client"));
            if (client.path("running").asBoolean() && old.isWhole() && old.equals(ours)) {
                RecordedCache copy = new RecordedCache();
                copy.files.setAll(old.files.deepCopy());
                common.put(step.number(), copy);
            }
        }
        return common;
    }
}
