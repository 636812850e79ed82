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
    void writesALargeTableAsASmallOne() throws IOException {
        int rows = 2 * RowChunks.MANY + 17;
        StringBuilder expected = new StringBuilder("{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": [\n");
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            UnitOfWork unit = new UnitOfWork();
            for (int id = rows; id >= 1; id--) {
                unit.put(users, Key.of(id), user(id, "Zoé \"" + id));
            }
            store.save(unit);
        }
        for (int id = 1; id <= rows; id++) {
            String row = "{\"id\": %d, \"name\": \"Zo\\u00E9 \\\"%d\"}".formatted(id, id);
            expected.append(row).append(id == rows ? "\n" : ",\n");
        }
        assertThat(Files.readString(directory.resolve("Users.json")).equals(expected + "]}\n"))
                .isTrue();
    }

    @Test
    void writesTwinsThatHoldTheSameAndThoseThatDoNot() throws IOException {
        Entry ana = user(1, "Ana");
        Entry ben = user(2, "Ben");
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            Table<Key, Entry> complete = store.entries("Users_complete__", ID);
            store.save(new UnitOfWork()
                    .put(users, Key.of(1), ana)
                    .put(complete, Key.of(1), ana)
                    .put(users, Key.of(2), ben)
                    .put(complete, Key.of(2), ben));
            assertThat(directory.resolve("Users_complete__.json"))
                    .hasSameTextualContentAs(directory.resolve("Users.json"));

            store.save(new UnitOfWork().put(users, Key.of(2), user(2, "Bo")).put(complete, Key.of(2), user(2, "Bob")));
            // recorded on top of the files as the save left them
            store.apply(new UnitOfWork().remove(users, Key.of(1)).remove(complete, Key.of(1)));
        }
        assertThat(directory.resolve("Users.json")).content().contains("Ana", "\"Bo\"");
        assertThat(directory.resolve("Users_complete__.json")).content().contains("Ana", "Bob");
        try (Store store = open()) {
            assertThat(store.entries("Users", ID).values()).containsExactly(user(2, "Bo"));
            assertThat(store.entries("Users_complete__", ID).values()).containsExactly(user(2, "Bob"));
            store.save();
        }
    }

    @Test
    void goesOnFromTheFilesOfTwinsThatHoldTheSame() {
        Entry ana = user(1, "Ana");
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            Table<Key, Entry> complete = store.entries("Users_complete__", ID);
            store.save(new UnitOfWork().put(users, Key.of(1), ana).put(complete, Key.of(1), ana));
            store.apply(new UnitOfWork().put(complete, Key.of(2), user(2, "Ben")));
        }
        try (Store store = open()) {
            assertThat(store.entries("Users_complete__", ID).keys()).containsExactly(Key.of(1), Key.of(2));
        }
    }

    @Test
    void recordsARowOnceForAllTablesThatGetIt() throws IOException {
        Path journal = directory.resolve("_journal");
        Entry ana = user(1, "Ana");
        Entry ben = user(2, "Ben");
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            Table<Key, Entry> complete = store.entries("Users_complete__", ID);
            Table<Key, Entry> others = store.entries("Others", ID);
            store.apply(new UnitOfWork().put(complete, Key.of(1), ana));
            store.apply(new UnitOfWork().put(others, Key.of(1), ana).put(users, Key.of(1), ana));
            store.apply(new UnitOfWork().put(complete, Key.of(2), ben).put(complete, Key.of(3), user(3, "Cy")));
            // not what the last line of the other table has put: that has two rows
            store.apply(new UnitOfWork().put(users, Key.of(2), ben));
            store.apply(new UnitOfWork().remove(complete, Key.of(1)));
            // nor is this: the last line there is no row at all
            store.apply(new UnitOfWork().put(users, Key.of(1), user(1, "Anna")));
        }
        assertThat(Files.readAllLines(journal).stream().filter(line -> line.contains("Ana")))
                .hasSize(1);
        assertThat(Files.readAllLines(journal).stream().filter(line -> line.contains("\"same\"")))
                .hasSize(2);

        try (Store store = open()) {
            // the others are carried over into the next journal
            store.entries("Users_complete__", ID);
            store.save();
        }
        try (Store store = open()) {
            assertThat(store.entries("Others", ID).values()).containsExactly(ana);
            assertThat(store.entries("Users", ID).values()).containsExactly(user(1, "Anna"), ben);
            assertThat(store.entries("Users_complete__", ID).values()).containsExactly(ben, user(3, "Cy"));
        }
    }

    @Test
    void countsWhatIsNotedAtOnceAndRecordsItWithTheNextChange() throws IOException {
        Path journal = directory.resolve("_journal");
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.note(new UnitOfWork().put(users, Key.of(1), user(1, "Ana")));
            assertThat(users.get(Key.of(1))).isEqualTo(user(1, "Ana"));
            assertThat(journal).doesNotExist();

            store.apply(new UnitOfWork().put(users, Key.of(2), user(2, "Ben")));
            store.note(new UnitOfWork().put(users, Key.of(3), user(3, "Cy")));
        }
        assertThat(Files.readAllLines(journal)).hasSize(3).noneMatch(line -> line.contains("Cy"));
        try (Store store = open()) {
            assertThat(store.entries("Users", ID).keys()).containsExactly(Key.of(1), Key.of(2));
        }
    }

    @Test
    void recordsWhatIsNotedWithoutAnotherChangeWhenItIsTold() {
        try (Store store = open()) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.note(new UnitOfWork().put(users, Key.of(1), user(1, "Ana")));
            store.apply(new UnitOfWork().remove(users, Key.of(7)));
            store.note(new UnitOfWork().put(users, Key.of(2), user(2, "Ben")));
            store.record();
            store.record();
            store.note(new UnitOfWork().put(users, Key.of(3), user(3, "Cy")));
            store.flush();
        }
        try (Store store = open()) {
            assertThat(store.entries("Users", ID).keys()).containsExactly(Key.of(1), Key.of(2), Key.of(3));
        }
    }

    @Test
    void savesWhatIsNotedAndLeavesNoJournal() throws IOException {
        try (Store store = open()) {
            store.note(new UnitOfWork().put(store.entries("Users", ID), Key.of(1), user(1, "Ana")));
            store.save();
            store.record();
        }
        assertThat(names()).containsExactly("Users.json");
        try (Store store = open()) {
            assertThat(store.entries("Users", ID).keys()).containsExactly(Key.of(1));
        }
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
