package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hermescdc.core.errorqueue.Autoremediation;
import org.hermescdc.core.errorqueue.ForeignKeysPolicy;
import org.hermescdc.core.translate.Datamodel;
import org.hermescdc.core.translate.LocalType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ClientConfigTest {

    private static final String LEAST = """
            hermes:
              cache:
                dirpath: cache
              logs:
                logfile: null
              plugins:
                datasources: anything, ignored
                messagebus:
                  sqlite: {settings: {uri: bus.sqlite}}
            hermes-client:
              datamodel:
                Users:
                  hermesType: SRVUsers
                Groups:
                  hermesType: SRVGroups
                  toString: '{{ name }}'
                  attrsmapping:
                    name: NAME
                    mail: '{{ login }}@${env:DOMAIN}'
            """;

    private static final Map<String, String> ENVIRONMENT = Map.of("DOMAIN", "example.org");

    @TempDir
    Path folder;

    @Test
    void fillsInTheDefaults() {
        ClientConfig config = load(LEAST, "recorder");

        assertThat(config.name()).isEqualTo("recorder");
        assertThat(config.plugin()).isEqualTo("recorder");
        assertThat(config.autoremediation()).isEqualTo(Autoremediation.DISABLED);
        assertThat(config.foreignKeysPolicy()).isEqualTo(ForeignKeysPolicy.ON_REMOVE_EVENT);
        assertThat(config.errorQueueRetryInterval()).isEqualTo(Duration.ofMinutes(60));
        assertThat(config.trashbinPurgeInterval()).isEqualTo(Duration.ofMinutes(60));
        assertThat(config.trashbinRetention()).isZero();
        assertThat(config.updateInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.useFirstInitsyncSequence()).isFalse();
        assertThat(config.safeguards()).isEqualTo(Safeguards.OFF);
        assertThat(config.pluginSettings().toMap()).isEmpty();
        assertThat(config.hermes().dataSources()).isEmpty();
        assertThat(config.hermes().bus().type()).isEqualTo("sqlite");
    }

    @Test
    void readsTheDatamodelInItsOrder() {
        Datamodel datamodel = load(LEAST, "recorder").datamodel();

        assertThat(datamodel.types().keySet()).containsExactly("Users", "Groups");
        assertThat(datamodel.types().get("Users").attributes()).isEmpty();
        LocalType groups = datamodel.types().get("Groups");
        assertThat(groups.remoteType()).isEqualTo("SRVGroups");
        assertThat(groups.text().orElseThrow().text()).isEqualTo("{{ name }}");
        assertThat(groups.attributes().get("name").isPlain()).isTrue();
        assertThat(groups.attributes().get("mail").render(Map.of("login", "ana")))
                .isEqualTo("ana@example.org");
    }

    @Test
    void runsAnotherPluginUnderItsName() {
        ClientConfig config = load(
                LEAST.replace("  datamodel:", "  plugin: recorder\n  datamodel:")
                        + "hermes-client-recorder: {a: [1]}\n",
                "second");

        assertThat(config.name()).isEqualTo("second");
        assertThat(config.plugin()).isEqualTo("recorder");
        assertThat(config.pluginSettings().toMap()).isEqualTo(Map.of("a", List.of(1L)));
    }

    @Test
    void requiresTheSettingsOfAPluginThatNeedsSome() {
        assertThat(ConfigChecksTest.problemsOf(() -> load(LEAST, "usersgroups_ldap")))
                .singleElement()
                .asString()
                .startsWith("1:1: hermes-client-usersgroups_ldap: found nothing; required: map with the keys uri,");
    }

    @Test
    void tellsWhatTheHandlersOfThePluginLack() {
        String file =
                LEAST + "hermes-client-usersgroups_flatfiles_emails_of_groups: {destDir: ., onlyTheseGroups: []}\n";

        assertThat(ConfigChecksTest.problemsOf(() -> load(file, "usersgroups_flatfiles_emails_of_groups")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains(": hermes-client.datamodel."));
    }

    /** What Hermes 1.0.9 keeps as {@code _hermesconfig}, as far as the scenarios show it. */
    @TestFactory
    Stream<DynamicTest> keepsTheFormOfHermes109() {
        Path scenario = TestConfigs.VECTORS.resolve("scenarios/client-saved-config");
        return Stream.of(
                        Map.entry("client-config.yml", "06-client-cycle.json"),
                        Map.entry("client-config-2.yml", "09-client-stop.json"))
                .map(pair -> dynamicTest(
                        pair.getKey(),
                        () -> checkForm(
                                scenario.resolve(pair.getKey()), scenario.resolve("expected/" + pair.getValue()))));
    }

    private static void checkForm(Path file, Path expected) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode saved = json.readTree(expected.toFile()).at("/client/saved_config/hermes-client");
        Object kept = TestConfigs.loader(Map.of())
                .loadClient(file, "recorder")
                .effective()
                .get("hermes-client");

        assertThat(json.readTree(json.writeValueAsString(kept))).isEqualTo(saved);
    }

    @Test
    void keepsReferencesAndLeavesNewKeysOut() {
        Map<String, Object> effective = load(LEAST, "recorder").effective();

        assertThat(effective.toString())
                .contains("mail={{ login }}@${env:DOMAIN}")
                .contains("datasources=anything, ignored")
                .contains("umask=23")
                .contains("cli_socket={path=null, owner=null, group=null, mode=384, dont_manage_sockfile=false}")
                .doesNotContain("example.org", "backend", "templates", "retry=", "safeguards", "plugin=");
    }

    @Test
    void keepsNewKeysThatAreInTheFile() {
        String file = LEAST.replace("  logs:", "  templates: {results: typed}\n  logs:");

        assertThat(load(file, "recorder").effective().toString()).contains("templates={results=typed}");
    }

    @Test
    void goesOnFromAKeptConfiguration() {
        Map<String, Object> kept = load(LEAST, "recorder").effective();
        Datamodel datamodel = loader().savedDatamodel(kept, "_hermesconfig.json");

        assertThat(datamodel.types().keySet()).containsExactly("Users", "Groups");
        assertThat(datamodel.types().get("Groups").attributes().get("mail").render(Map.of("login", "ana")))
                .isEqualTo("ana@example.org");
    }

    @Test
    void goesOnWhateverElseStandsInAKeptConfiguration() {
        Map<String, Object> kept = Map.of(
                "hermes", Map.of("plugins", Map.of("messagebus", Map.of("gone", Map.of()))),
                "hermes-client", Map.of("retired", 1, "datamodel", Map.of("Users", Map.of("hermesType", "SRVUsers"))));

        assertThat(loader().savedDatamodel(kept, "_hermesconfig.json").types()).containsOnlyKeys("Users");
    }

    @Test
    void namesTheCacheFileWhoseConfigurationCannotBeUsed() {
        Map<String, Object> kept = Map.of("hermes-client", Map.of("datamodel", Map.of("Users", Map.of())));

        assertThatThrownBy(() -> loader().savedDatamodel(kept, "_hermesconfig.json"))
                .hasMessage("_hermesconfig.json:1:1: hermes-client.datamodel.Users.hermesType: found nothing; required:"
                        + " non-empty string");
    }

    private ClientConfig load(String text, String name) {
        return loader().loadClient(TestConfigs.write(folder, text), name);
    }

    private static ConfigLoader loader() {
        return TestConfigs.loader(ENVIRONMENT);
    }
}
