package org.hermescdc.plugin.handler.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.camel.handler.Calls;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.contract.ServedTargetContract;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code sql} does with the shipped example, on any database. */
abstract class SqlHandlerContract extends ServedTargetContract {

    private static final Path EXAMPLE = Path.of("config/target-sql/hermes-client-sql-config.yml");

    @TempDir
    private Path folder;

    abstract String url();

    abstract String user();

    abstract String password();

    @BeforeEach
    void makeTables() throws SQLException {
        execute("DROP TABLE IF EXISTS people", "DROP TABLE IF EXISTS teams", "DROP TABLE IF EXISTS memberships");
        execute(
                "CREATE TABLE people (id INT PRIMARY KEY, login VARCHAR(20) UNIQUE, mail VARCHAR(50), since TIMESTAMP NULL)",
                "CREATE TABLE teams (id INT PRIMARY KEY, name VARCHAR(20), former VARCHAR(20))",
                "CREATE TABLE memberships (person INT, team INT, PRIMARY KEY (person, team))");
    }

    @Override
    protected EventHandler plugin() {
        return new SqlHandler();
    }

    /** Options of the URL that limit the time for an answer to a second. */
    abstract String impatience();

    /** A user who is asked for a password. */
    String guarded() throws SQLException {
        return user();
    }

    @Override
    protected Settings settings() {
        return settings(url(), user(), password());
    }

    @Override
    protected Settings settingsAt(int port) {
        return settings(urlAt(port), user(), password());
    }

    @Override
    protected Settings impatient(int port) {
        return settings(urlAt(port) + impatience(), user(), password());
    }

    @Override
    protected Settings withPassword(String password) {
        try {
            return settings(url(), guarded(), password);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String urlAt(int port) {
        return url().replace(":" + targetPort() + "/", ":" + port + "/");
    }

    private Settings settings(String url, String user, String password) {
        try {
            return load(example(url, user, password)).pluginSettings();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    protected String type() {
        return "Users";
    }

    @Override
    protected Map<String, ?> before() {
        return Map.of("_pkey_id", 1, "login", "ann", "mail", "a'; DROP TABLE people; --");
    }

    @Override
    protected Map<String, ?> after() {
        return Map.of("_pkey_id", 1, "login", "anna", "since", LocalDateTime.of(2031, 3, 4, 5, 6, 7));
    }

    @Override
    protected List<String> target() throws SQLException {
        List<String> rows = new ArrayList<>(rows("people", "id, login, mail, since"));
        rows.addAll(rows("teams", "id, name, former"));
        rows.addAll(rows("memberships", "person, team"));
        return rows;
    }

    @Test
    void writesRowsAndRunsStatements() throws SQLException {
        try (TestClient client = all()) {
            client.added("Users", 1, before());
            client.added("Groups", 7, Map.of("_pkey_id", 7, "name", "staff"));
            Map<String, Integer> member = Map.of("_pkey_user_id", 1, "_pkey_group_id", 7);
            HandlerCall joined = client.added("GroupsMembers", List.of(1, 7), member);
            client.handle(Calls.again(joined));
            client.modified("Users", 1, after());
            HandlerCall renamed = client.modified("Groups", 7, Map.of("_pkey_id", 7, "name", "crew"));
            client.handle(Calls.again(renamed));

            assertThat(target()).containsExactly("1|anna|null|2031-03-04 05:06:07", "7|crew|staff", "1|7");
            client.trashed("GroupsMembers", List.of(1, 7));
            client.recycled("GroupsMembers", List.of(1, 7));
            assertThat(target()).hasSize(3);
            client.removed("Groups", 7);
            assertThat(target()).containsExactly("1|anna|null|2031-03-04 05:06:07");
        }
    }

    @Test
    void doesAllOfAnEventOrNothing() throws SQLException {
        try (TestClient client = all()) {
            client.added("Groups", 7, Map.of("_pkey_id", 7, "name", "staff"));
            HandlerCall tooLong = Calls.added("Groups", 7, Map.of("_pkey_id", 7, "name", "x".repeat(30)));

            assertThatThrownBy(() -> client.handle(tooLong))
                    .hasMessageStartingWith("the database refused it, nothing was changed: ");

            assertThat(target()).containsExactly("7|staff|null");
            assertThat(tooLong.context().isPartiallyProcessed()).isFalse();
        }
    }

    @Test
    void goesOnAfterAViolatedConstraint() throws SQLException {
        try (TestClient client = all()) {
            client.added("Users", 1, before());
            assertThatThrownBy(() -> client.added("Users", 2, Map.of("_pkey_id", 2, "login", "ann")))
                    .hasMessageStartingWith("the database refused it, nothing was changed: ");
            client.added("Users", 2, Map.of("_pkey_id", 2, "login", "bob"));

            assertThat(rows("people", "id, login")).containsExactly("1|ann", "2|bob");
        }
    }

    @Test
    void checksTheDatamodelAndItsOwnSettings() {
        assertThatThrownBy(
                        () -> load(example().replace("        mail: mail\n", "").replace("  name: name", "  n: name")))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains("the client plugin 'sql' needs the attributes [mail] of the local type 'Users'")
                .contains("the client plugin 'sql' needs the attributes [name] of the local type 'Groups'");
        assertThatThrownBy(() -> load(example()
                        .replace("table: people", "table: people; DROP")
                        .replace("person:", "a b:")))
                .message()
                .contains("types.Users.table")
                .contains("found the name 'a b'");
        assertThatThrownBy(() -> load(example().replace("      table: memberships\n", "")))
                .message()
                .contains("found neither of table and statements");
    }

    private TestClient all() {
        return new TestClient(plugin(), settings(), Set.of("Users", "Groups", "GroupsMembers"));
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), user(), password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> rows(String table, String columns) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), user(), password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM " + table + " ORDER BY 1, 2")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String text = rows.getString(i);
                    row.add(text == null ? "null" : text.replaceFirst("\\.0$", ""));
                }
                found.add(String.join("|", row));
            }
            return found;
        }
    }

    private String example() throws IOException {
        return example(url(), user(), password());
    }

    private static String example(String url, String user, String password) throws IOException {
        return Files.readString(EXAMPLE)
                .replace("jdbc:postgresql://db.example.org/directory", url)
                .replace("user: hermes", "user: " + user)
                .replace("password: change-me", "password: '" + password + "'");
    }

    private ClientConfig load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("hermes-client-sql-config.yml"), text);
        return new ConfigLoader(PluginCatalog.installed(folder), Map.of()).loadClient(file, "sql");
    }
}
