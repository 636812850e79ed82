package org.hermescdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {

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
    void keepsEveryTypeOfValue() {
        Entry entry = Entry.of(Map.of(
                "id",
                1,
                "big",
                new BigInteger("123456789012345678901234567890"),
                "float",
                1.0,
                "flag",
                true,
                "at",
                LocalDateTime.parse("2024-01-31T12:34:56"),
                "bytes",
                Bytes.of(new byte[] {0, -1}),
                "list",
                List.of(1, "a", List.of(2.5)),
                "map",
                Map.of("k", Map.of("l", "v")),
                "surrogate",
                "\ud800 alone and \ud83d\ude00 paired"));
        try (Store store = open()) {
            store.save(new UnitOfWork().put(store.entries("Users", ID), Key.of(1), entry));
        }
        try (Store store = open()) {
            Entry read = store.entries("Users", ID).get(Key.of(1));
            assertThat(read).isEqualTo(entry);
            assertThat(read.get("surrogate")).isEqualTo("\ud800 alone and \ud83d\ude00 paired");
        }
    }

    @Test
    void hasWhatWasAppliedWithoutASave() throws IOException {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            Document schema = store.document("_dataschema", FileKind.DATA);
            store.apply(new UnitOfWork().put(users, Key.of(1), user(1, "Ana")).set(schema, Map.of("Users", 1)));
            store.apply(new UnitOfWork().put(users, Key.of(2), user(2, "Ben")).remove(users, Key.of(1)));
        }
        try (Store store = open()) {
            assertThat(store.entries("Users", ID).keys()).containsExactly(Key.of(2));
            assertThat(store.document("_dataschema", FileKind.DATA).value()).contains(Map.of("Users", 1L));
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

    @Test
    void refusesToOpenATableWithAnotherFormat() {
        try (Store store = open()) {
            store.entries("Users", ID);
            assertThatThrownBy(() -> store.entries("Users", List.of("name")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the table Users is open with the format ");
        }
    }

    @Test
    void opensADroppedTableWithAnotherFormat() {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.save(new UnitOfWork().put(users, Key.of(1), user(1, "Ana")));
            store.save(new UnitOfWork().drop(users).drop(store.entries("Empty", ID)));

            Table<Key, Entry> again = store.entries("Users", List.of("name"));
            store.apply(new UnitOfWork().put(again, Key.of("Ben"), user(2, "Ben")));
            assertThat(store.entries("Empty", List.of("name")).exists()).isFalse();
        }
        try (Store store = open()) {
            assertThat(store.entries("Users", List.of("name")).get(Key.of("Ben")))
                    .isEqualTo(user(2, "Ben"));
        }
    }

    @Test
    void refusesTablesOfAnotherStore() {
        FileStore.Options elsewhere = new FileStore.Options(directory.resolve("other"), 0027, false, 1);
        try (Store store = open();
                Store other = FileStore.open(elsewhere)) {
            UnitOfWork unit = new UnitOfWork().create(other.entries("Users", ID));
            assertThatThrownBy(() -> store.apply(unit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Users does not belong to this store: open it there");
        }
    }

    @Test
    void rekeysBySavingOnly() {
        try (Store store = open()) {
            UnitOfWork unit = new UnitOfWork().rekey(store.entries("Users", ID), List.of("name"));
            assertThatThrownBy(() -> store.apply(unit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a table is rekeyed by a save only");
        }
    }

    @Test
    void keepsTheOrderOfDocuments() {
        Map<String, Object> types = new LinkedHashMap<>();
        types.put("Zebras", List.of());
        types.put("Apes", Map.of());
        try (Store store = open()) {
            Document schema = store.document("_dataschema", FileKind.DATA);
            store.save(new UnitOfWork().set(schema, types));
        }
        try (Store store = open()) {
            Object value = store.document("_dataschema", FileKind.DATA).value().orElseThrow();
            assertThat(value).isEqualTo(types);
            assertThat(value.toString()).isEqualTo("{Zebras=[], Apes={}}");
        }
    }

    @Test
    void keepsFieldsWithNull() {
        try (Store store = open()) {
            Table<String, Object> state = store.fields("_hermes-server", FileKind.STATE);
            store.apply(new UnitOfWork().put(state, "exception", null).put(state, "lastUpdate", 5));
            store.save();
        }
        try (Store store = open()) {
            Table<String, Object> state = store.fields("_hermes-server", FileKind.STATE);
            assertThat(state.keys()).containsExactly("exception", "lastUpdate");
            assertThat(state.get("exception")).isNull();
            assertThat(state.get("lastUpdate")).isEqualTo(5L);
        }
    }

    @Test
    void refusesAnEntryUnderAnotherKeyAndUndoesTheUnit() {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            UnitOfWork unit =
                    new UnitOfWork().put(users, Key.of(1), user(1, "Ana")).put(users, Key.of(2), user(3, "Ben"));
            assertThatThrownBy(() -> store.apply(unit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the entry put under the key 2 has the key 3 in [id]");
            assertThat(users.exists()).isFalse();
            assertThat(users.size()).isZero();
        }
    }

    private Store open() {
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
