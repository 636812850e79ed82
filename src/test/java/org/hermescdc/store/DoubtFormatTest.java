package org.hermescdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.diff.Doubt;
import org.hermescdc.core.diff.Intent;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoubtFormatTest {

    private static final ObjectId USER = new ObjectId("Users", Key.of(2));
    private static final ObjectId MEMBER = new ObjectId("Members", Key.of(List.of(10, 2)));
    private static final Doubt CHANGED = new Doubt(
            List.of(new Intent(Entry.of(Map.of("id", 2, "dept", "law")), Set.of("pin", "password")), Intent.REMOVAL));
    private static final Doubt REMOVED = new Doubt(List.of(Intent.REMOVAL));

    @TempDir
    private Path directory;

    private Store store;
    private Table<ObjectId, Doubt> table;

    @BeforeEach
    void open() {
        store = FileStore.open(new FileStore.Options(directory, 0027, false, 1));
        table = store.table("_doubts", DoubtFormat.INSTANCE, FileKind.STATE);
    }

    @Test
    void comesBackFromTheJournalAndFromTheFile() throws IOException {
        store.apply(new UnitOfWork().put(table, USER, CHANGED).put(table, MEMBER, REMOVED));
        reopen();
        assertThat(table.get(USER)).isEqualTo(CHANGED);
        assertThat(table.get(MEMBER)).isEqualTo(REMOVED);

        store.save();
        reopen();
        assertThat(Files.readString(directory.resolve("_doubts.json"))).isEqualTo("""
                {"__HERMES_VERSION__": "1.0.9", "content": [
                ["Members", [10, 2], [null, []]],
                ["Users", 2, [{"dept": "law", "id": 2}, ["password", "pin"]], [null, []]]
                ]}
                """);
        assertThat(table.get(USER)).isEqualTo(CHANGED);
        assertThat(table.get(MEMBER)).isEqualTo(REMOVED);

        store.apply(new UnitOfWork().remove(table, MEMBER));
        reopen();
        assertThat(table.keys()).containsExactly(USER);
    }

    @Test
    void leavesNoFileOnceTheLastOneIsGone() {
        store.save(new UnitOfWork().put(table, USER, CHANGED));
        store.apply(new UnitOfWork().drop(table));
        store.save();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void saysWhichRowCannotBeRead() throws IOException {
        Files.writeString(directory.resolve("_doubts.json"), """
                {"__HERMES_VERSION__": "1.0.9", "content": [["Users", 1, [null, []]], ["Users"]]}
                """);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(this::reopen)
                .withMessageContaining("object in doubt number 2");
    }

    private void reopen() {
        store.close();
        open();
    }
}
