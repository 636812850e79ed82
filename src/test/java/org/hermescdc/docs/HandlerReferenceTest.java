package org.hermescdc.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads the examples of docs/reference/handlers.md, and what is easily wrong in them. */
class HandlerReferenceTest {

    private static final Path REFERENCE = Path.of("docs/reference/handlers.md");

    private static final String COMMON = """
            hermes:
              cache: {dirpath: cache}
              logs: {logfile: null}
              plugins: {messagebus: {sqlite: {settings: {uri: bus.sqlite}}}}
            """;

    @TempDir
    private Path folder;

    @Test
    void acceptsTheExampleForLdap() throws IOException {
        ClientConfig config = load("usersgroups_ldap", ldapExample());

        assertThat(config.datamodel().types()).containsOnlyKeys("Users", "UserPasswords", "Groups", "GroupsMembers");
        assertThat(config.pluginSettings().flag("propagateUserDNChangeOnGroupMember"))
                .isTrue();
        assertThat(config.pluginSettings()
                        .section("defaultValues")
                        .section("Groups")
                        .texts("member"))
                .containsExactly("");
    }

    @Test
    void acceptsTheExampleForFlatFiles() throws IOException {
        String plugin = "usersgroups_flatfiles_emails_of_groups";

        ClientConfig config = load(plugin, example(1));

        assertThat(config.pluginSettings().texts("onlyTheseGroups")).containsExactly("staff", "students");
    }

    @Test
    void refusesSettingsThatDoNotGoTogether() throws IOException {
        String wrong = ldapExample()
                .replace("groupsObjectclass: groupOfNames", "")
                .replace("ssl: {cafile:", "ssl: {keyfile:")
                .replace("users_ou: ou=people,dc=example,dc=org", "users_ou: people");

        assertThatThrownBy(() -> load("usersgroups_ldap", wrong))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(
                        "hermes-client-usersgroups_ldap.ssl: 'certfile' is missing: certfile and keyfile go together",
                        "hermes-client-usersgroups_ldap.groupsObjectclass: required, since "
                                + "propagateUserDNChangeOnGroupMember is true (its default); for example groupOfNames",
                        "hermes-client-usersgroups_ldap.users_ou: 'people' is not a DN such as "
                                + "ou=users,dc=example,dc=org");
    }

    @Test
    void refusesADatamodelWithoutWhatTheHandlersNeed() throws IOException {
        String wrong =
                ldapExample().replace("uid: login", "").replace("{user_pkey: user_id, group_pkey", "{group_pkey");

        assertThatThrownBy(() -> load("usersgroups_ldap", wrong))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(
                        "hermes-client.datamodel.Users.attrsmapping: the client plugin 'usersgroups_ldap' needs the "
                                + "attributes [uid] of the local type 'Users', to handle 'Users'",
                        "hermes-client.datamodel.GroupsMembers.attrsmapping: the client plugin 'usersgroups_ldap' needs "
                                + "the attributes [user_pkey] of the local type 'GroupsMembers', to handle "
                                + "'GroupsMembers'");
    }

    private String ldapExample() throws IOException {
        return example(0).replace("${file:/run/secrets/ldap}", "secret");
    }

    private ClientConfig load(String plugin, String example) throws IOException {
        Path file = Files.writeString(folder.resolve("client.yml"), COMMON + example);
        return new ConfigLoader(PluginCatalog.installed(folder), Map.of()).loadClient(file, plugin);
    }

    private static String example(int number) throws IOException {
        List<MatchResult> blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(REFERENCE))
                .results()
                .toList();
        return blocks.get(number).group(1);
    }
}
