package org.hermescdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.contract.StoreContract;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.it.SmallDisk;
import org.hermescdc.it.SqliteFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {

    private static final List<String> ID = List.of("id");

    @TempDir
    Path directory;

    @Override
    protected Store open() {
        return open("jdbc:sqlite:" + file());
    }

    @Override
    protected Store openAnother() {
        return open("jdbc:sqlite:" + directory.resolve("other.db"));
    }

    @Test
    void keepsTheFileFromOtherUsers() throws IOException {
        try (Store store = open()) {
            store.apply(unit(store, "secret"));
            try (var files = Files.list(directory)) {
                assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void leavesOneFileAtRest() throws IOException {
        try (Store store = open()) {
            store.apply(unit(store, "Ana"));
        }
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void keepsOtherProcessesOut() {
        try (Store store = open()) {
            store.apply(unit(store, "Ana"));
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the cache of hermes-test in jdbc:sqlite:" + file()
                            + " is in use: another process has it open; nothing was changed");
        }
    }

    @Test
    void leavesNothingOfWhatWasTakenAway() throws IOException {
        try (Store store = open()) {
            store.save(unit(store, "no longer to be seen"));
        }
        try (Store store = open()) {
            store.save(unit(store, "changed"));
        }
        assertThat(new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1))
                .contains("changed")
                .doesNotContain("no longer");
    }

    @Test
    void refusesTablesOfALaterForm() {
        open().close();
        new SqliteFile(file()).execute("UPDATE hermes_cache SET format = 2");
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessage("the cache of hermes-test has the form 2; this Hermes knows 1:"
                        + " use the Hermes that wrote it, or a newer one");
    }

    @Test
    void refusesWhatIsNoFileOfADatabase() throws IOException {
        Files.writeString(file(), "not a database, but long enough to be looked at".repeat(40));
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the cache of hermes-test in jdbc:sqlite:" + file() + " cannot be opened: ")
                .hasMessageEndingWith("; nothing was changed");
    }

    @Test
    void refusesOtherDatabasesWithoutShowingParameters() {
        assertThatThrownBy(() -> open("jdbc:h2:mem:cache?password=geheim"))
                .isInstanceOf(StoreException.class)
                .hasMessage("hermes.cache.jdbc.url: jdbc:h2:mem:cache is no database that can hold a cache;"
                        + " expected jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE");
    }

    @Test
    void refusesMemoryAsADatabase() {
        assertThatThrownBy(() -> open("jdbc:sqlite::memory:"))
                .isInstanceOf(StoreException.class)
                .hasMessage("hermes.cache.jdbc.url: jdbc:sqlite::memory:: expected jdbc:sqlite:FILE");
    }

    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void takesNothingOfAUnitThatFindsNoRoom() throws IOException {
        try (SmallDisk disk = new SmallDisk(directory.resolve("disk"));
                Store store = open("jdbc:sqlite:" + disk.folder().resolve("cache.db"))) {
            store.save(unit(store, "Ana"));
            Table<Key, Entry> users = store.entries("Users", ID);
            assertThatThrownBy(() -> store.apply(unit(store, "x".repeat(2_000_000))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("takes no change: ")
                    .hasMessageEndingWith("; nothing of it has happened");
            assertThat(users.get(Key.of(1)).get("name")).isEqualTo("Ana");
            store.save(unit(store, "Anna"));
            assertThat(users.get(Key.of(1)).get("name")).isEqualTo("Anna");
        }
    }

    private Path file() {
        return directory.resolve("cache.db");
    }

    private static Store open(String url) {
        return JdbcStore.open(new JdbcStore.Options(url, Optional.empty(), Optional.empty(), "hermes-test"));
    }

    private static UnitOfWork unit(Store store, String name) {
        return new UnitOfWork().put(store.entries("Users", ID), Key.of(1), Entry.of(Map.of("id", 1, "name", name)));
    }
}
