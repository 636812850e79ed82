package org.hermescdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the cache directory, and what the store makes of what it finds there. */
class CacheFilesTest {

    private static final List<String> ID = List.of("id");

    @TempDir
    Path temporary;

    private Path directory() {
        return temporary.resolve("cache");
    }

    @Test
    void createsTheDirectoryAndFilesWithModesFromTheUmask() throws IOException {
        try (Store store = open(0027, false, 1)) {
            store.save(new UnitOfWork()
                    .put(store.entries("Users", ID), Key.of(1), user(1, "ana"))
                    .put(queue(store), 1, "no such place")
                    .set(store.document("_hermesconfig", FileKind.PRIVATE_STATE), Map.of()));
            store.apply(new UnitOfWork().put(queue(store), 2, "no such group"));
        }
        assertThat(mode(directory())).isEqualTo("rwxr-x---");
        assertThat(mode(file("Users.json"))).isEqualTo("rw-r-----");
        assertThat(mode(file("_errorqueue.json"))).isEqualTo("rw-------");
        assertThat(mode(file("_hermesconfig.json"))).isEqualTo("rw-------");
        assertThat(mode(file("_journal"))).isEqualTo("rw-------");
    }

    @Test
    void takesTheUmaskOfTheConfigurationWhateverThatOfTheProcess() throws IOException {
        try (Store store = open(0, false, 1)) {
            store.save(new UnitOfWork().create(store.entries("Users", ID)));
        }
        assertThat(mode(directory())).isEqualTo("rwxrwxrwx");
        assertThat(mode(file("Users.json"))).isEqualTo("rw-rw-rw-");
    }

    @Test
    void makesThePrivateBackupsOfAnotherProgramPrivate() throws IOException {
        Files.createDirectory(directory());
        write("_errorqueue.json", "{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": {\"_queue\": {}}}");
        Files.setPosixFilePermissions(file("_errorqueue.json"), PosixFilePermissions.fromString("rw-r--r--"));
        try (Store store = open(0, false, 1)) {
            store.save(new UnitOfWork().put(queue(store), 1, "no such place"));
        }
        assertThat(mode(file("_errorqueue.000001.json"))).isEqualTo("rw-------");
    }

    @Test
    void refusesAFileInPlaceOfTheDirectory() throws IOException {
        Files.writeString(directory(), "");
        assertThatThrownBy(() -> open(0027, false, 1))
                .isInstanceOf(StoreException.class)
                .hasMessage("cannot create the cache directory " + directory() + ": " + directory()
                        + " is there, but is not a directory");
    }

    @Test
    void refusesADirectoryThatItCannotWriteTo() throws IOException {
        Files.createDirectory(directory());
        Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("r-x------"));
        assumeTrue(!Files.isWritable(directory()), "root may write everywhere");
        assertThatThrownBy(() -> open(0027, false, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the cache directory " + directory() + " is not writable for user ");
    }

    @Test
    void keepsTheConfiguredNumberOfBackupsOfDataAndNoneOfState() throws IOException {
        try (Store store = open(0027, false, 2)) {
            for (int i = 1; i <= 4; i++) {
                save(store, i);
            }
        }
        assertThat(names())
                .containsExactly("Users.000001.json", "Users.000002.json", "Users.json", "_hermes-server.json");
        assertThat(users("Users.json")).isEqualTo("4");
        assertThat(users("Users.000001.json")).isEqualTo("3");
        assertThat(users("Users.000002.json")).isEqualTo("2");
    }

    @Test
    void deletesTheBackupsBeyondALoweredNumber() throws IOException {
        try (Store store = open(0027, false, 3)) {
            for (int i = 1; i <= 4; i++) {
                save(store, i);
            }
        }
        try (Store store = open(0027, false, 1)) {
            save(store, 5);
        }
        assertThat(names()).containsExactly("Users.000001.json", "Users.json", "_hermes-server.json");
        assertThat(users("Users.000001.json")).isEqualTo("4");
    }

    @Test
    void fillsAGapBetweenBackups() throws IOException {
        try (Store store = open(0027, false, 3)) {
            for (int i = 1; i <= 4; i++) {
                save(store, i);
            }
            Files.delete(file("Users.000002.json"));
            save(store, 5);
        }
        assertThat(users("Users.000001.json")).isEqualTo("4");
        assertThat(users("Users.000002.json")).isEqualTo("3");
        assertThat(users("Users.000003.json")).isEqualTo("1");
    }

    @Test
    void writesNoFileWhoseContentIsTheSame() throws IOException {
        try (Store store = open(0027, true, 2)) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.save(new UnitOfWork().put(users, Key.of(1), user(1, "ana")));
            FileTime past = FileTime.fromMillis(0);
            Files.setLastModifiedTime(file("Users.json.gz"), past);
            store.save();
            store.apply(new UnitOfWork().remove(users, Key.of(1)));
            store.save(new UnitOfWork().put(users, Key.of(1), user(1, "ana")));
            assertThat(Files.getLastModifiedTime(file("Users.json.gz"))).isEqualTo(past);
        }
        assertThat(names()).containsExactly("Users.json.gz");
    }

    @Test
    void givesEqualBytesForEqualStates() throws IOException {
        FileStore.Options one = new FileStore.Options(temporary.resolve("one"), 0027, true, 1);
        FileStore.Options other = new FileStore.Options(temporary.resolve("other"), 0027, true, 1);
        try (Store store = FileStore.open(one)) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.apply(new UnitOfWork()
                    .put(users, Key.of("b"), Entry.of(Map.of("id", "b", "x", 1)))
                    .put(users, Key.of(3), user(3, "carl"))
                    .put(users, Key.of("a"), Entry.of(Map.of("id", "a"))));
            store.save();
        }
        try (Store store = FileStore.open(other)) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.save(new UnitOfWork().put(users, Key.of("a"), Entry.of(Map.of("id", "a"))));
            store.save(new UnitOfWork().put(users, Key.of(3), user(3, "x")));
            store.save(new UnitOfWork()
                    .put(users, Key.of(3), user(3, "carl"))
                    .put(users, Key.of("b"), Entry.of(Map.of("x", 1, "id", "b"))));
        }
        assertThat(temporary.resolve("other/Users.json.gz"))
                .hasSameBinaryContentAs(temporary.resolve("one/Users.json.gz"));
    }

    @Test
    void readsTheOtherFormAndKeepsItUntilTheContentChanges() throws IOException {
        try (Store store = open(0027, false, 1)) {
            save(store, 1);
        }
        try (Store store = open(0027, true, 1)) {
            assertThat(store.entries("Users", ID).size()).isOne();
            store.save();
            assertThat(names()).containsExactly("Users.json", "_hermes-server.json");
            save(store, 2);
        }
        assertThat(names()).containsExactly("Users.000001.json", "Users.json.gz", "_hermes-server.json.gz");
        try (Store store = open(0027, false, 2)) {
            save(store, 3);
        }
        assertThat(names())
                .containsExactly("Users.000001.json.gz", "Users.000002.json", "Users.json", "_hermes-server.json");
    }

    @Test
    void readsTheConfiguredFormFirstAndThenLeavesOnlyThatOne() throws IOException {
        Files.createDirectory(directory());
        write("Users.json", "{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": [{\"id\": 1}]}");
        writeCompressed("Users.json.gz", "{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": [{\"id\": 2}]}");
        try (Store store = open(0027, true, 1)) {
            Table<Key, Entry> users = store.entries("Users", ID);
            assertThat(users.keys()).containsExactly(Key.of(2));
            store.save(new UnitOfWork().put(users, Key.of(3), user(3, "carl")));
        }
        assertThat(names()).containsExactly("Users.000001.json.gz", "Users.json.gz");
    }

    @Test
    void writesAnEmptyTableThatWasCreatedAndNoneThatWasOnlyOpened() throws IOException {
        try (Store store = open(0027, false, 1)) {
            store.entries("Groups", ID);
            store.save(new UnitOfWork().create(store.entries("Users", ID)));
        }
        assertThat(names()).containsExactly("Users.json");
        assertThat(Files.readString(file("Users.json")))
                .isEqualTo("{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": []}\n");
    }

    @Test
    void deletesADroppedTableWithItsBackups() throws IOException {
        try (Store store = open(0027, true, 2)) {
            save(store, 1);
            save(store, 2);
            Table<Key, Entry> users = store.entries("Users", ID);
            store.save(new UnitOfWork().drop(users));
            assertThat(users.exists()).isFalse();
        }
        assertThat(names()).containsExactly("_hermes-server.json.gz");
    }

    @Test
    void leavesNoBackupOfWhatMustBeForgotten() throws IOException {
        try (Store store = open(0027, false, 2)) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.save(new UnitOfWork().put(users, Key.of(1), Entry.of(Map.of("id", 1, "password", "old"))));
            store.save(new UnitOfWork().put(users, Key.of(1), Entry.of(Map.of("id", 1, "password", "new"))));
            store.save(new UnitOfWork()
                    .put(users, Key.of(1), Entry.of(Map.of("id", 1)))
                    .forgetBackups(users));
        }
        assertThat(names()).containsExactly("Users.json");
    }

    @Test
    void rekeysATable() throws IOException {
        try (Store store = open(0027, false, 0)) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.save(new UnitOfWork().put(users, Key.of(1), user(1, "zoe")).put(users, Key.of(2), user(2, "ana")));
            store.save(new UnitOfWork().rekey(users, List.of("login")));
            assertThat(users.keys()).containsExactly(Key.of("ana"), Key.of("zoe"));
            assertThat(store.entries("Users", List.of("login"))).isSameAs(users);
        }
        assertThat(Files.readAllLines(file("Users.json"))).element(1).isEqualTo("{\"id\": 2, \"login\": \"ana\"},");
    }

    @Test
    void refusesToRekeyWhereTwoEntriesWouldHaveOneKey() throws IOException {
        try (Store store = open(0027, false, 0)) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.save(new UnitOfWork().put(users, Key.of(1), user(1, "ana")).put(users, Key.of(2), user(2, "ana")));
            assertThatThrownBy(() -> store.save(new UnitOfWork().rekey(users, List.of("login"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Users[2]: another entry has the key ana too");
            assertThat(users.keys()).containsExactly(Key.of(1), Key.of(2));
            store.apply(new UnitOfWork().remove(users, Key.of(2)));
        }
        try (Store store = open(0027, false, 0)) {
            assertThat(store.entries("Users", ID).keys()).containsExactly(Key.of(1));
        }
    }

    @Test
    void leavesUnknownFilesAlone() throws IOException {
        Files.createDirectory(directory());
        write("README", "mine");
        write("Users.json.bak", "mine");
        write("Users.1.json", "mine");
        try (Store store = open(0027, false, 1)) {
            save(store, 1);
            save(store, 2);
        }
        assertThat(names()).contains("README", "Users.1.json", "Users.json.bak");
    }

    @Test
    void namesTheNewestGoodBackupOfATruncatedFile() throws IOException {
        try (Store store = open(0027, true, 2)) {
            save(store, 1);
            save(store, 2);
            save(store, 3);
        }
        cut("Users.json.gz", 40);
        cut("Users.000001.json.gz", 20);
        assertThatThrownBy(() -> open(0027, true, 2).entries("Users", ID))
                .isInstanceOf(StoreException.class)
                .hasMessage("the cache file " + file("Users.json.gz")
                        + " cannot be read: it ends too early. The newest good backup is "
                        + file("Users.000002.json.gz")
                        + ": docs/reference/cache.md tells how to restore it. Nothing was changed.");
        assertThat(Files.size(file("Users.json.gz"))).isEqualTo(40);
    }

    @Test
    void tellsWhatIsWrongWithAFile() throws IOException {
        Files.createDirectory(directory());
        assertUnreadable("", "expected a JSON object");
        assertUnreadable("{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": [{\"id\": 1}", "it ends too early");
        assertUnreadable(
                "{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": [{\"id\": secret}]}",
                "it is not valid JSON at line: 1, column: ");
        assertUnreadable("[]", "expected a JSON object with __HERMES_VERSION__ and content");
        assertUnreadable("{\"content\": []}", "expected the field __HERMES_VERSION__");
        assertUnreadable("{\"__HERMES_VERSION__\": \"1.0.9\"}", "expected the field content");
        assertUnreadable("{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": {}}", "expected a list of entries");
        assertUnreadable("{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": [1]}", "an entry must be a JSON object");
        assertUnreadable(
                "{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": []} more",
                "it is not valid JSON at line: 1, column: ");
        assertUnreadable(
                "{\"__HERMES_VERSION__\": \"1.1.0\", \"content\": []}",
                "its __HERMES_VERSION__ is 1.1.0, expected one of 1.0.x");
        assertUnreadable(
                "{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": [{\"name\": \"x\"}]}",
                "entry number 1: primary key attribute 'id' has no value");
        assertUnreadable(
                "{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": [{\"id\": 1}, {\"id\": 1.0}]}",
                "two entries have the key 1.0");
    }

    private void assertUnreadable(String content, String reason) throws IOException {
        write("Users.json", content);
        try (Store store = open(0027, false, 1)) {
            assertThatThrownBy(() -> store.entries("Users", ID))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("the cache file " + file("Users.json") + " cannot be read: " + reason)
                    .hasMessageEndingWith(". There is no good backup. Nothing was changed.")
                    .message()
                    .doesNotContain("secret");
        }
        assertThat(Files.readString(file("Users.json"))).isEqualTo(content);
    }

    @Test
    void tellsThatAFileIsNoGzipFile() throws IOException {
        Files.createDirectory(directory());
        write("Users.json.gz", "{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": []}");
        try (Store store = open(0027, true, 1)) {
            assertThatThrownBy(() -> store.entries("Users", ID))
                    .hasMessageContaining("it is not a sound gzip file (Not in GZIP format)");
        }
    }

    @Test
    void dropsTheJournalWhenAnotherProgramHasWrittenTheFilesSince() throws IOException {
        try (Store store = open(0027, false, 1)) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.save(new UnitOfWork().put(users, Key.of(1), user(1, "ana")));
            store.apply(new UnitOfWork().put(users, Key.of(2), user(2, "ben")));
        }
        write("Users.json", "{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": [{\"id\": 3}]}");
        try (Store store = open(0027, false, 1)) {
            assertThat(store.entries("Users", ID).keys()).containsExactly(Key.of(3));
        }
        assertThat(names()).doesNotContain("_journal");
    }

    @Test
    void dropsAJournalCarriedOverBySavesInTheSameWay() throws IOException {
        try (Store store = open(0027, false, 1)) {
            Table<Key, Entry> groups = store.entries("Groups", ID);
            store.save(new UnitOfWork().put(groups, Key.of(1), user(1, "staff")));
            store.apply(new UnitOfWork().put(groups, Key.of(2), user(2, "guests")));
        }
        try (Store store = open(0027, false, 1)) {
            save(store, 1);
        }
        assertThat(names()).contains("_journal");
        write("Groups.json", "{\"__HERMES_VERSION__\": \"1.0.9\", \"content\": [{\"id\": 3}]}");
        try (Store store = open(0027, false, 1)) {
            assertThat(store.entries("Groups", ID).keys()).containsExactly(Key.of(3));
        }
        assertThat(names()).doesNotContain("_journal");
    }

    @Test
    void readsTheJournalUpToTheLastWholeUnitWhereverItIsTorn() throws IOException {
        try (Store store = open(0027, false, 1)) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.apply(new UnitOfWork().put(users, Key.of(1), user(1, "ana")));
            store.apply(new UnitOfWork()
                    .put(users, Key.of(2), user(2, "ben"))
                    .put(queue(store), 1, "no such place")
                    .remove(users, Key.of(1)));
        }
        byte[] journal = Files.readAllBytes(file("_journal"));
        for (int length = 0; length <= journal.length; length++) {
            Files.write(file("_journal"), Arrays.copyOf(journal, length));
            try (Store store = open(0027, false, 1)) {
                Table<Key, Entry> users = store.entries("Users", ID);
                List<Key> keys = users.keys();
                assertThat(keys).isIn(List.of(), List.of(Key.of(1)), List.of(Key.of(2)));
                assertThat(queue(store).size()).isEqualTo(keys.equals(List.of(Key.of(2))) ? 1 : 0);
                store.apply(new UnitOfWork().put(users, Key.of(9), user(9, "zoe")));
            }
            try (Store store = open(0027, false, 1)) {
                assertThat(store.entries("Users", ID).contains(Key.of(9))).isTrue();
            }
        }
        assertThat(new String(journal, StandardCharsets.UTF_8)).endsWith("\n");
    }

    @Test
    void dropsWhatStandsBehindADamagedJournalRecord() throws IOException {
        try (Store store = open(0027, false, 1)) {
            Table<Key, Entry> users = store.entries("Users", ID);
            for (int i = 1; i <= 3; i++) {
                store.apply(new UnitOfWork().put(users, Key.of(i), user(i, "user" + i)));
            }
        }
        String journal = Files.readString(file("_journal"));
        Files.writeString(file("_journal"), journal.replace("user2", "user8"));
        try (Store store = open(0027, false, 1)) {
            assertThat(store.entries("Users", ID).keys()).containsExactly(Key.of(1));
        }
    }

    private Store open(int umask, boolean compression, int backupCount) {
        return FileStore.open(new FileStore.Options(directory(), umask, compression, backupCount));
    }

    private static void save(Store store, int number) {
        store.save(new UnitOfWork()
                .clear(store.entries("Users", ID))
                .put(store.entries("Users", ID), Key.of(number), user(number, "user" + number))
                .put(store.fields("_hermes-server", FileKind.STATE), "lastUpdate", number));
    }

    private static Table<Integer, String> queue(Store store) {
        return store.table("_errorqueue", QueueFormat.INSTANCE, FileKind.PRIVATE_DATA);
    }

    private static Entry user(int id, String login) {
        return Entry.of(Map.of("id", id, "login", login));
    }

    private Path file(String name) {
        return directory().resolve(name);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(file(name), content);
    }

    private void writeCompressed(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(file(name), bytes.toByteArray());
    }

    private void cut(String name, int length) throws IOException {
        Files.write(file(name), Arrays.copyOf(Files.readAllBytes(file(name)), length));
    }

    /** The number in the only entry of a file that {@link #save} wrote. */
    private String users(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(file(name));
        String text = name.endsWith(".gz")
                ? new String(
                        new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.UTF_8)
                : new String(bytes, StandardCharsets.UTF_8);
        return text.replaceAll("(?s).*\"id\": (\\d+),.*", "$1");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
