package org.hermescdc.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What holds in the saved cache of a client after every step (spec/04): with an empty error queue each main collection
 * equals its complete twin, and each trashbin has the keys of its twin.
 */
public final class ClientCacheInvariant {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMPLETE = "_complete__";

    private ClientCacheInvariant() {}

    /** What does not hold, one sentence each. */
    public static List<String> breaches(Path directory) throws IOException {
        Map<String, JsonNode> files = files(directory);
        List<String> breaches = new ArrayList<>();
        JsonNode queue = files.get("_errorqueue");
        if (queue == null || !queue.path("_queue").isEmpty()) {
            return breaches;
        }
        TreeSet<String> collections = new TreeSet<>();
        files.keySet().stream().filter(name -> !name.matches("_[^_].*")).forEach(name -> collections.add(plain(name)));
        for (String name : collections) {
            JsonNode plain = files.getOrDefault(name, JSON.createArrayNode());
            JsonNode complete = files.getOrDefault(name + COMPLETE, JSON.createArrayNode());
            boolean trashbin = name.startsWith("trashbin_") || name.startsWith("__trashbin_");
            boolean holds =
                    trashbin ? keys(name, plain, files).equals(keys(name, complete, files)) : plain.equals(complete);
            if (!holds) {
                breaches.add(
                        "the error queue is empty, but " + name + " has " + plain + ", its complete twin " + complete);
            }
        }
        return breaches;
    }

    private static String plain(String name) {
        return name.endsWith(COMPLETE) ? name.substring(0, name.length() - COMPLETE.length()) : name;
    }

    private static List<String> keys(String file, JsonNode objects, Map<String, JsonNode> files) {
        List<String> names = new ArrayList<>();
        if (file.startsWith("__")) {
            objects.forEach(object -> object.fieldNames().forEachRemaining(name -> {
                if (name.startsWith("_pkey_") && !names.contains(name)) {
                    names.add(name);
                }
            }));
        } else {
            JsonNode key = files.get("_dataschema")
                    .path(file.substring("trashbin_".length()))
                    .path("PRIMARYKEY_ATTRIBUTE");
            (key.isArray() ? key : JSON.createArrayNode().add(key)).forEach(name -> names.add(name.asText()));
        }
        names.sort(Comparator.naturalOrder());
        List<String> keys = new ArrayList<>();
        objects.forEach(object -> keys.add(names.stream()
                .map(name -> String.valueOf(object.get(name)))
                .toList()
                .toString()));
        return keys;
    }

    private static Map<String, JsonNode> files(Path directory) throws IOException {
        Map<String, JsonNode> files = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return files;
        }
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                String name = path.getFileName().toString();
                if (name.matches(".*\\.json(\\.gz)?") && !name.matches(".*\\.\\d+\\.json(\\.gz)?")) {
                    files.put(name.replaceAll("\\.json(\\.gz)?$", ""), content(path));
                }
            }
        }
        return files;
    }

    private static JsonNode content(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return JSON.readTree(plain).get("content");
        }
    }
}
