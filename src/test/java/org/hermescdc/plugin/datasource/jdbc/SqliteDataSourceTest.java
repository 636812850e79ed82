package org.hermescdc.plugin.datasource.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.DataSourceContract;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@OutagesOf("source sqlite")
class SqliteDataSourceTest extends DataSourceContract {

    @TempDir
    Path folder;

    @Override
    protected HermesConfig.Plugin declaration() throws Exception {
        Files.createFile(file());
        return sameDatabase();
    }

    @Override
    protected HermesConfig.Plugin sameDatabase() {
        return plugin("sqlite", Map.of("uri", file().toString()));
    }

    private Path file() {
        return folder.resolve("hr.sqlite");
    }

    @Override
    protected String parameter(String name) {
        return ":" + name;
    }

    @Override
    protected String numbers(int count) {
        return "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < " + count
                + ") SELECT n FROM c";
    }

    @Override
    protected String failingAt1000() {
        return "CASE WHEN n = 1000 THEN abs(-9223372036854775807 - 1) ELSE 0 END";
    }

    @Test
    void givesEachValueTheTypeThatItIsStoredWith() {
        change("CREATE TABLE things (v)");
        change("INSERT INTO things VALUES (1), (9007199254740993), (1.0), ('1'), (x'00ff'), (NULL), (1e21)");

        assertThat(fetch("SELECT v FROM things ORDER BY rowid"))
                .extracting(row -> row.get("v"))
                .containsExactly(1L, 9007199254740993L, 1.0, "1", Bytes.of(new byte[] {0, (byte) 0xff}), null, 1e21);
    }

    @Test
    void givesDatetimesForColumnsDeclaredSoAndForNoOthers() {
        change("CREATE TABLE things (a datetime, b TIMESTAMP, c date, d TEXT, e Timestamp(6))");
        change("INSERT INTO things VALUES ('2030-12-24T23:59:58', '2030-01-02 03:04:05.678901',"
                + " '2030-01-02', '2030-01-02', '2030-01-02 03:04:05+02:00')");

        assertThat(fetch("SELECT * FROM things"))
                .containsExactly(Map.of(
                        "a", LocalDateTime.of(2030, 12, 24, 23, 59, 58),
                        "b", LocalDateTime.of(2030, 1, 2, 3, 4, 5),
                        "c", LocalDateTime.of(2030, 1, 2, 0, 0),
                        "d", "2030-01-02",
                        "e", LocalDateTime.of(2030, 1, 2, 3, 4, 5)));
    }

    @Test
    void keepsTheStorageTypeUnderOtherDeclaredTypes() {
        change("CREATE TABLE things (flag BOOLEAN, price DECIMAL(10,2), part DECIMAL(10,2), own FANTASY, t CLOB,"
                + " b BLOB)");
        change("INSERT INTO things VALUES (1, 3.00, 3.25, 'x', 'text', 'text in a blob column')");

        assertThat(fetch("SELECT * FROM things"))
                .containsExactly(Map.of(
                        "flag", 1L, "price", 3L, "part", 3.25, "own", "x", "t", "text", "b", "text in a blob column"));
    }

    @Test
    void tellsWhereADeclaredDatetimeIsNone() {
        change("CREATE TABLE things (at DATETIME)");
        change("INSERT INTO things VALUES ('2030-01-02'), ('someday')");

        assertThatThrownBy(() -> fetch("SELECT at FROM things"))
                .isInstanceOf(SourceException.class)
                .hasMessage("datasource 'hr db?': row 2, column 'at', declared DATETIME: found a value that is no ISO"
                        + " date or datetime");
    }

    @Test
    void bindsWhatItGives() {
        LocalDateTime datetime = LocalDateTime.of(2030, 1, 2, 3, 4, 5);
        Bytes bytes = Bytes.of(new byte[] {1, 2});
        change("CREATE TABLE things (i, f, s, b, d DATETIME, t)");

        source.add(
                "INSERT INTO things VALUES (:i, :f, :s, :b, :d, :t)",
                vars("i", 1L << 40, "f", 1.5, "s", "é", "b", bytes, "d", datetime, "t", true));

        assertThat(fetch("SELECT * FROM things"))
                .containsExactly(vars("i", 1L << 40, "f", 1.5, "s", "é", "b", bytes, "d", datetime, "t", 1L));
    }

    @Test
    void refusesAnIntegerThatSqliteCannotHold() {
        BigInteger big = BigInteger.ONE.shiftLeft(70);

        assertThatThrownBy(() -> fetch("SELECT :big AS v", vars("big", big)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("variable 'big'");
    }

    @Test
    void refusesAListAndNamesIt() {
        assertThatThrownBy(() -> fetch("SELECT * FROM people WHERE id IN (:ids)", vars("ids", List.of(1L))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("variable 'ids' is a list");
    }

    @Test
    void readsWhileAnotherProgramHasWritten() {
        change("INSERT INTO people VALUES (1, 'ann', '')");
        fetch("SELECT * FROM people");
        sources.close();
        sources = org.hermescdc.camel.DataSources.open(context, Map.of("one", sameDatabase(), "two", sameDatabase()));
        source = sources.get("one");
        fetch("SELECT * FROM people");

        sources.get("two").add("INSERT INTO people VALUES (2, 'bob', '')", Map.of());

        assertThat(fetch("SELECT id FROM people")).hasSize(2);
    }

    @Outage(value = Fault.SLOW, then = "a lock of another program is waited for")
    @Test
    void waitsForAnotherProgramThatLocksTheFile() throws Exception {
        change("INSERT INTO people VALUES (1, 'ann', '')");
        try (var other = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            CompletableFuture<Void> release = CompletableFuture.runAsync(
                    () -> commit(statement), CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));

            assertThat(fetch("SELECT id FROM people")).hasSize(1);
            release.join();
        }
    }

    private static void commit(Statement statement) {
        try {
            statement.execute("COMMIT");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It takes the half minute that is waited. */
    @Outage(
            value = Fault.HANGS,
            then = "a lock that stays is given up after 30 s: `database is locked` (full form only)")
    @Test
    @EnabledIfSystemProperty(named = "hermes.full", matches = "true")
    void givesUpALockThatStays() throws Exception {
        try (var other = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");

            assertThatThrownBy(() -> fetch("SELECT id FROM people"))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("database is locked");
            statement.execute("COMMIT");
        }
        assertThat(fetch("SELECT id FROM people")).isEmpty();
    }

    @Outage(value = Fault.SHORT, then = "a file that was cut off fails: `database disk image is malformed`")
    @Test
    void neverBelievesAFileThatIsCutOff() throws Exception {
        change("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                + " INSERT INTO people SELECT i, 'login', 'note' FROM n");
        sources.close();
        try (FileChannel half = FileChannel.open(file(), StandardOpenOption.WRITE)) {
            half.truncate(half.size() / 8192 * 4096);
        }
        sources = org.hermescdc.camel.DataSources.open(context, Map.of("hr", sameDatabase()));
        source = sources.get("hr");

        assertThatThrownBy(() -> fetch("SELECT id FROM people"))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("malformed");
    }

    @Outage(value = Fault.REFUSED, then = "`cannot connect to jdbc:sqlite:…`; the file is never created")
    @Test
    void neverCreatesTheFile() throws Exception {
        sources.close();
        Files.delete(file());
        sources = org.hermescdc.camel.DataSources.open(context, Map.of("hr", sameDatabase()));
        source = sources.get("hr");

        assertThatThrownBy(() -> fetch("SELECT 1"))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("datasource 'hr': cannot connect to jdbc:sqlite:" + file() + ": ");
        assertThat(file()).doesNotExist();
    }

    @Test
    void opensTheDatabaseAgainWhenItWasReplaced() throws Exception {
        Files.delete(file());
        try (var other = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = other.createStatement()) {
            statement.execute("CREATE TABLE people (id integer)");
            statement.execute("INSERT INTO people VALUES (42)");
        }

        assertThat(fetch("SELECT id FROM people")).containsExactly(Map.of("id", 42L));
    }
}
