package org.hermescdc.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Takes over the cache files that Hermes 1.0.9 left in the recorded scenarios, in the middle of their life. */
class RecordedCachesTest {

    private static final FileTime PAST = FileTime.fromMillis(0);

    /** Enough to see each scenario near its end. */
    private static final int LAST_STEPS = 4;

    @TempDir
    Path temporary;

    @TestFactory
    Stream<DynamicTest> takesOverTheDirectoriesOf109() throws IOException {
        Path scenarios = Path.of(System.getProperty("hermes.vectors"), "scenarios");
        try (Stream<Path> folders = Files.list(scenarios)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> takesOver(folder)));
        }
    }

    private void takesOver(Path scenario) throws IOException {
        for (String truth : List.of("expected", "expected_ours")) {
            Path steps = scenario.resolve(truth);
            if (Files.isDirectory(steps)) {
                try (Stream<Path> files = Files.list(steps)) {
                    lastOnesUnlessFull(files.sorted().toList()).forEach(this::takesOverStep);
                }
            }
        }
    }

    private static List<Path> lastOnesUnlessFull(List<Path> steps) {
        boolean full = Boolean.getBoolean("hermes.full");
        return full ? steps : steps.subList(Math.max(0, steps.size() - LAST_STEPS), steps.size());
    }

    private void takesOverStep(Path file) {
        try {
            Map<?, ?> step = (Map<?, ?>) ValueJson.parse(Files.readString(file));
            for (String application : List.of("server", "client")) {
                if (step.get(application) instanceof Map<?, ?> part && part.get("caches") instanceof Map<?, ?> caches) {
                    takesOver(caches, (Map<?, ?>) part.get("dataschema"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private void takesOver(Map<?, ?> caches, Map<?, ?> schema) throws IOException {
        Path directory = asLeftBy109(caches);
        FileStore.Options options = new FileStore.Options(directory, 0027, false, 1);
        try (Store store = FileStore.open(options, FailingDisk.never())) {
            UnitOfWork change = new UnitOfWork();
            UnitOfWork changeBack = new UnitOfWork();
            for (Map.Entry<?, ?> cache : caches.entrySet()) {
                String name = ((String) cache.getKey()).replace(".json", "");
                List<?> entries = (List<?>) cache.getValue();
                if (!entries.isEmpty()) {
                    Table<Key, Entry> table = store.entries(name, primaryKey(name, (Map<?, ?>) entries.get(0), schema));
                    assertThat(text(table)).as(name).isEqualTo(ValueJson.text(entries));
                    Key key = table.keys().get(0);
                    Entry entry = table.get(key);
                    change.put(table, key, entry.with("_changed", true));
                    changeBack.put(table, key, entry);
                }
            }
            store.save();
            assertUntouched(directory, caches);
            store.save(change);
            store.save(changeBack);
        }
        assertContent(directory, caches);
    }

    private Path asLeftBy109(Map<?, ?> caches) throws IOException {
        Path directory = Files.createTempDirectory(temporary, "cache");
        for (Map.Entry<?, ?> cache : caches.entrySet()) {
            Path file = directory.resolve((String) cache.getKey());
            Files.writeString(
                    file, "{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": " + ValueJson.text(cache.getValue()) + "}");
            Files.setLastModifiedTime(file, PAST);
        }
        return directory;
    }

    private static void assertUntouched(Path directory, Map<?, ?> caches) throws IOException {
        for (Object name : caches.keySet()) {
            assertThat(Files.getLastModifiedTime(directory.resolve((String) name)))
                    .as((String) name)
                    .isEqualTo(PAST);
        }
    }

    private static void assertContent(Path directory, Map<?, ?> caches) throws IOException {
        for (Map.Entry<?, ?> cache : caches.entrySet()) {
            String written = Files.readString(directory.resolve((String) cache.getKey()));
            Object content = ((Map<?, ?>) ValueJson.parse(written)).get("content");
            assertThat(ValueJson.text(content)).isEqualTo(ValueJson.text(cache.getValue()));
        }
    }

    private static String text(Table<Key, Entry> table) {
        return ValueJson.text(table.values().map(Entry::toMap).toList());
    }

    /** The key attributes of a remote type; of a local one those that carry the key of its remote type. */
    private static List<String> primaryKey(String name, Map<?, ?> entry, Map<?, ?> schema) {
        if (!name.startsWith("__")) {
            String type =
                    name.replace("trashbin_", "").replace("_complete__", "").replaceAll("\\.\\d+", "");
            return names(((Map<?, ?>) schema.get(type)).get("PRIMARYKEY_ATTRIBUTE"));
        }
        TreeSet<String> carried = new TreeSet<>();
        entry.keySet().forEach(attribute -> {
            if (((String) attribute).startsWith("_pkey_")) {
                carried.add((String) attribute);
            }
        });
        for (Object type : schema.values()) {
            List<String> local = names(((Map<?, ?>) type).get("PRIMARYKEY_ATTRIBUTE")).stream()
                    .map(attribute -> "_pkey_" + attribute)
                    .toList();
            if (carried.equals(new TreeSet<>(local))) {
                return local;
            }
        }
        return new ArrayList<>(carried);
    }

    private static List<String> names(Object attribute) {
        return attribute instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of((String) attribute);
    }
}
