package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client plugin written as routes tells of itself, and how a configuration is held to it. */
class RoutePluginTest {

    private static final String CONFIG = """
            hermes:
              cache: {dirpath: cache}
              logs: {logfile: null}
              plugins: {messagebus: {sqlite: {settings: {uri: bus.sqlite}}}}
            hermes-client:
              datamodel:
                Users:
                  hermesType: SRVUsers
                  attrsmapping: {login: login}
                GroupsMembers:
                  hermesType: SRVGroupsMembers
                  attrsmapping: {user: user_id}
            """;

    private static final String TOLD = """
            types:
              Users: {attributes: [login, mail]}
              GroupsMembers:
                attributes: [user]
                with:
                  Users: [login, phone]
                  Groups: [name]
              Cars: {attributes: [plate]}
            settings:
              url: {type: string, required: true, description: Where the service is.}
              token: {type: string, secret: true, description: The token.}
              tries: {type: int, default: 3, description: How often.}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void installPlugin() throws IOException {
        Files.writeString(folder.resolve("web.camel.yaml"), "# routes\n");
    }

    @Test
    void listsAllThatADatamodelLacksWithItsPlace() throws IOException {
        tell(TOLD);

        assertThatThrownBy(() -> load(CONFIG + "hermes-client-web: {url: 'http://x'}\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        String.join(
                                "\n",
                                at(
                                        "9:7",
                                        "hermes-client.datamodel.Users.attrsmapping: the client plugin 'web' needs the"
                                                + " attributes [mail] of the local type 'Users', to handle 'Users'"),
                                at(
                                        "9:7",
                                        "hermes-client.datamodel.Users.attrsmapping: the client plugin 'web' needs the"
                                                + " attributes [phone] of the local type 'Users', to handle 'GroupsMembers'"),
                                at(
                                        "10:5",
                                        "hermes-client.datamodel.GroupsMembers: the client plugin 'web' needs the local"
                                                + " type 'Groups' too, with the attributes [name], to handle 'GroupsMembers'")));
    }

    @Test
    void tellsWhatHandlersLackTogetherWithAllOtherMistakes() throws IOException {
        tell("types: {Users: {attributes: [mail]}}\n");

        assertThatThrownBy(() -> load(CONFIG.replace("hermes-client:", "hermes-client:\n  updateInterval: often")))
                .message()
                .contains("hermes-client.updateInterval: found string 'often'")
                .contains("the client plugin 'web' needs the attributes [mail]");
    }

    @Test
    void checksSettingsAndFillsInDefaults() throws IOException {
        tell(TOLD.substring(TOLD.indexOf("settings:")));

        ClientConfig config = load(CONFIG + "hermes-client-web: {url: 'http://x'}\n");

        assertThat(config.pluginSettings().text("url")).isEqualTo("http://x");
        assertThat(config.pluginSettings().whole("tries")).isEqualTo(3);
        assertThatThrownBy(() -> load(CONFIG + "hermes-client-web: {url: 5, toke: a, token: [s3cret]}\n"))
                .message()
                .contains("hermes-client-web.url: found int 5; allowed: string")
                .contains("hermes-client-web.toke: found an unknown key; allowed here: url, token, tries")
                .doesNotContain("s3cret");
        assertThatThrownBy(() -> load(CONFIG)).message().contains("hermes-client-web: found nothing; required");
    }

    @Test
    void takesAnyTypesAndSettingsOfOneThatTellsNothing() {
        ClientConfig config = load(CONFIG + "hermes-client-web: {whatever: 1}\n");

        assertThat(config.handled()).isEmpty();
        assertThat(config.pluginSettings().whole("whatever")).isEqualTo(1);
    }

    @Test
    void refusesAFileThatTellsNonsense() throws IOException {
        tell("types: {Users: {atributes: [a]}}\nsettings: {url: {type: text}, n: {type: int, default: many,"
                + " description: x}}\n");

        assertThatThrownBy(() -> load(CONFIG))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains("web.plugin.yaml:1:17: types.Users.atributes: found an unknown key")
                .contains("settings.url.type: found string 'text'; allowed: string, int")
                .contains("settings.n.default: found a value that is not of the type int");
    }

    private void tell(String content) throws IOException {
        Files.writeString(folder.resolve("web.plugin.yaml"), content);
    }

    private ClientConfig load(String config) {
        Path file = TestConfigs.write(folder, config);
        return new ConfigLoader(PluginCatalog.installed(folder), Map.of()).loadClient(file, "web");
    }

    private String at(String place, String problem) {
        return folder.resolve("config.yml") + ":" + place + ": " + problem;
    }
}
