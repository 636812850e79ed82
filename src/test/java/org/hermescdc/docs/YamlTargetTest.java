package org.hermescdc.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hermescdc.HermesClient;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.it.SqliteFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the worked example of docs/how-to/write-a-target-in-yaml.md: a client with a target that is routes only. */
class YamlTargetTest {

    private static final Path GUIDE = Path.of("docs/how-to/write-a-target-in-yaml.md");
    private static final Path PLUGIN = Path.of("src/test/resources/routes/handler");

    private static final String SCHEMA = """
            {"SRVUsers": {"HERMES_ATTRIBUTES": ["id", "login", "mail"], "SECRETS_ATTRIBUTES": [],
              "PRIMARYKEY_ATTRIBUTE": "id", "FOREIGN_KEYS": {}},
             "SRVGroups": {"HERMES_ATTRIBUTES": ["id", "name"], "SECRETS_ATTRIBUTES": [],
              "PRIMARYKEY_ATTRIBUTE": "id", "FOREIGN_KEYS": {}},
             "SRVGroupsMembers": {"HERMES_ATTRIBUTES": ["group_id", "user_id"], "SECRETS_ATTRIBUTES": [],
              "PRIMARYKEY_ATTRIBUTE": ["user_id", "group_id"],
              "FOREIGN_KEYS": {"user_id": ["SRVUsers", "id"], "group_id": ["SRVGroups", "id"]}}}""";

    private static final String ANN = "{\"_pkey_id\":1,\"login\":\"ann\",\"mail\":\"a@x.org\"}";

    @TempDir
    private Path folder;

    private final StaffDirectory service = new StaffDirectory();
    private Instant now = Instant.parse("2031-03-03T08:00:00Z");
    private SqliteFile bus;
    private HermesClient client;

    @BeforeEach
    void fillBus() {
        bus = new SqliteFile(folder.resolve("bus.sqlite"));
        bus.execute("CREATE TABLE hermesmessages (msgid INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL,"
                + " timestamp REAL NOT NULL)");
        put("initsync", "init-start", "null", "null", SCHEMA);
        put("initsync", "added", "\"SRVUsers\"", "1", "{\"id\": 1, \"login\": \"ann\", \"mail\": \"a@x.org\"}");
        put("initsync", "init-stop", "null", "null", "{}");
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
        }
        service.close();
    }

    @Test
    void showsTheFilesThatRun() throws IOException {
        assertThat(example(0)).isEqualTo(Files.readString(PLUGIN.resolve("staffdirectory.camel.yaml")));
        assertThat(example(1)).isEqualTo(Files.readString(PLUGIN.resolve("staffdirectory.plugin.yaml")));
    }

    @Test
    void resumesAfterAFailureInTheMiddleAtTheStepThatItReached() throws IOException {
        service.answers("/people/1/badge", 503);
        start();
        client.iterate();

        assertThat(service.drain())
                .containsExactly("PUT /people/1 " + ANN, "POST /people/1/badge ann", "POST /published");
        assertThat(client.status(false).tree(false).get("errorQueue").toString())
                .contains("<Users[1]>", "503");
        assertThat(queue()).contains("\"step\": 1", "\"isPartiallyProcessed\": true");

        service.answers("/people/1/badge", 200);
        restart();
        client.iterate();

        assertThat(service.drain()).containsExactly("POST /people/1/badge ann", "POST /published");
        assertThat(client.status(false).tree(false)).doesNotContainKey("errorQueue");
    }

    @Test
    void knowsTheObjectBeforeAndTheOthersInTheCache() throws IOException {
        start();
        client.iterate();
        service.drain();
        put("base", "modified", "\"SRVUsers\"", "1", delta("{\"mail\": \"new@x.org\"}"));
        put("base", "added", "\"SRVGroups\"", "7", "{\"id\": 7, \"name\": \"staff\"}");
        put("base", "added", "\"SRVGroupsMembers\"", "[1, 7]", "{\"user_id\": 1, \"group_id\": 7}");
        put("base", "modified", "\"SRVUsers\"", "1", delta("{\"login\": \"anna\"}"));

        client.iterate();

        assertThat(service.drain())
                .containsExactly(
                        "PUT /people/1 " + ANN.replace("a@x.org", "new@x.org") + " formerly a@x.org",
                        "POST /memberships ann joins staff",
                        "POST /published");
    }

    @Test
    void acceptsOnARetryOnlyThatAPersonIsGone() throws IOException {
        start();
        client.iterate();
        service.drain();
        service.answers("/people/1", 404);
        put("base", "removed", "\"SRVUsers\"", "1", "{}");

        client.iterate();
        assertThat(service.drain()).containsExactly("DELETE /people/1", "POST /published");
        assertThat(client.status(false).tree(false).get("errorQueue").toString())
                .contains("404");

        now = now.plusSeconds(3600);
        client.iterate();
        assertThat(service.drain()).containsExactly("DELETE /people/1", "POST /published");
        assertThat(client.status(false).tree(false)).doesNotContainKey("errorQueue");
    }

    @Test
    void refusesADatamodelWithoutWhatTheRoutesNeed() throws IOException {
        String lacking = config().replace("mail: mail", "").replace("token: s3cret", "");

        assertThatThrownBy(() -> load(lacking))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains("the client plugin 'staffdirectory' needs the attributes [mail] of the local type 'Users'")
                .contains("hermes-client-staffdirectory.token: found nothing; required");
    }

    private void start() throws IOException {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        client = new HermesClient(load(config()), clock, note -> {}, Optional.empty());
    }

    private void restart() throws IOException {
        client.stop();
        service.drain();
        start();
    }

    private String config() throws IOException {
        return example(2)
                .replace("/var/lib/hermes", folder.toString())
                .replace("https://staff.example.org", service.url())
                .replace("${env:STAFF_TOKEN}", "s3cret");
    }

    private ClientConfig load(String config) throws IOException {
        Path file = Files.writeString(folder.resolve("client.yml"), config);
        return new ConfigLoader(PluginCatalog.installed(PLUGIN), Map.of()).loadClient(file, "staffdirectory");
    }

    private String queue() throws IOException {
        return Files.readString(folder.resolve("cache/_errorqueue.json"));
    }

    private void put(String category, String event, String type, String key, String attributes) {
        String json = "{\"evcategory\": \"" + category + "\", \"eventtype\": \"" + event + "\", \"objtype\": " + type
                + ", \"objpkey\": " + key + ", \"objattrs\": " + attributes + "}";
        bus.execute("INSERT INTO hermesmessages (data, timestamp) VALUES ('" + json + "', 1930291200)");
    }

    private static String delta(String modified) {
        return "{\"added\": {}, \"modified\": " + modified + ", \"removed\": {}}";
    }

    private static String example(int number) throws IOException {
        List<MatchResult> blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .toList();
        return blocks.get(number).group(1);
    }
}
