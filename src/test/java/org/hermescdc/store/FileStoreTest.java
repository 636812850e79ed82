package org.hermescdc.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hermescdc.contract.StoreContract;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest extends StoreContract {

    private static final List<String> ID = List.of("id");

    @TempDir
    Path directory;

    @Test
    void writesOneEntryALineInKeyOrderWithSortedAttributes() throws IOException {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.save(
                    new UnitOfWork().put(users, Key.of(10), user(10, "Zoé")).put(users, Key.of(9), user(9, "Bilal")));
        }
        assertThat(directory.resolve("Users.json")).hasContent("""
                {"__HERMES_VERSION__": "1.0.9", "content": [
                {"id": 9, "name": "Bilal"},
                {"id": 10, "name": "Zo\\u00E9"}
                ]}
                """);
    }

    @Test
    void writesNoFileBeforeASave() {
        try (Store store = open()) {
            store.apply(new UnitOfWork().put(store.entries("Users", ID), Key.of(1), user(1, "Ana")));
        }
        assertThat(directory.resolve("Users.json")).doesNotExist();
    }

    @Test
    void leavesNothingButTheCacheFilesAtRest() throws IOException {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.apply(new UnitOfWork().put(users, Key.of(1), user(1, "Ana")));
            store.save();
            store.apply(new UnitOfWork().put(users, Key.of(2), user(2, "Ben")).remove(users, Key.of(2)));
            store.save();
        }
        assertThat(names()).containsExactly("Users.json");
    }

    @Test
    void sharesEqualEntriesOfTwinCollectionsAfterARestart() {
        try (Store store = open()) {
            store.save(new UnitOfWork()
                    .put(store.entries("Users", ID), Key.of(1), user(1, "Ana"))
                    .put(store.entries("Users", ID), Key.of(2), user(2, "Ben"))
                    .put(store.entries("Users_complete__", ID), Key.of(1), user(1, "Ana"))
                    .put(store.entries("Users_complete__", ID), Key.of(2), user(2, "Bert")));
        }
        try (Store store = open()) {
            Table<Key, Entry> complete = store.entries("Users_complete__", ID);
            Table<Key, Entry> users = store.entries("Users", ID);
            assertThat(users.get(Key.of(1))).isSameAs(complete.get(Key.of(1)));
            assertThat(users.get(Key.of(2))).isEqualTo(user(2, "Ben"));
            assertThat(complete.get(Key.of(2))).isEqualTo(user(2, "Bert"));
        }
    }

    @Override
    protected Store openAnother() {
        return FileStore.open(new FileStore.Options(directory.resolve("other"), 0027, false, 1));
    }

    @Override
    protected Store open() {
        return FileStore.open(new FileStore.Options(directory, 0027, false, 1));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Entry user(int id, String name) {
        return Entry.of(Map.of("id", id, "name", name));
    }
}
