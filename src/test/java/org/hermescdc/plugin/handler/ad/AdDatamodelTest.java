package org.hermescdc.plugin.handler.ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What both plugins find wrong with a configuration when it is loaded. */
class AdDatamodelTest {

    private static final String COMMON = """
            hermes:
              cache: {dirpath: cache}
              logs: {logfile: null}
              plugins: {messagebus: {sqlite: {settings: {uri: bus.sqlite}}}}
            """;

    private static final String LDAPS = """
            hermes-client-usersgroups_ad:
              uri: ldaps://dc1.example.org
              binddn: hermes@example.org
              bindpassword: secret
              basedn: DC=example,DC=org
              users_ou: OU=users,DC=example,DC=org
              groups_ou: OU=groups,DC=example,DC=org
            """;

    private static final String PYPSRP = """
            hermes-client-usersgroups_adpypsrp:
              WinRM: {host: dc1.example.org, port: 5986, login: hermes, password: secret}
              AD_domain:
                name: example.org
                dn: DC=example,DC=org
                users_ou: OU=users,DC=example,DC=org
                groups_ou: OU=groups,DC=example,DC=org
              standardAttributes:
                Users: {SamAccountName: <String>, Enabled: <Boolean>}
                Groups: {SamAccountName: <String>}
              otherAttributes:
                Users: {initials: <String>}
            """;

    @TempDir
    private Path folder;

    @Test
    void acceptsNamesOfBothKindsAndTheKeys() throws IOException {
        ClientConfig config = load(
                "usersgroups_ad",
                model("SamAccountName: a, Surname: a, Enabled: a, SmartcardLogonRequired: a, cn: a, initials: a,"
                                + " user_pkey: a")
                        + LDAPS);

        assertThat(config.datamodel().types()).containsOnlyKeys("Users");
        assertThat(config.pluginSettings().section("random_passwords").whole("length"))
                .isEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccountNotDelegated",
                "AccountPassword",
                "AllowReversiblePasswordEncryption",
                "AuthenticationPolicy",
                "CannotChangePassword",
                "Certificates",
                "GroupCategory",
                "GroupScope",
                "KerberosEncryptionType",
                "ManagedBy",
                "Name",
                "OtherAttributes",
                "PasswordNotRequired",
                "Path",
                "ServicePrincipalNames",
                "Surnam",
                "TrustedForDelegation",
                "Type"
            })
    void refusesEachOtherParameterOfAUserByName(String name) {
        assertThatThrownBy(() -> load("usersgroups_ad", model("SamAccountName: a, " + name + ": a") + LDAPS))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("hermes-client.datamodel.Users.attrsmapping." + name
                        + ": the client plugin 'usersgroups_ad' does not know the attribute '" + name
                        + "'; known: AccountExpirationDate, ChangePasswordAtLogon, City, Company, Country, Department,"
                        + " Description, DisplayName, Division, EmailAddress, EmployeeID, EmployeeNumber, Enabled, Fax,"
                        + " GivenName, HomeDirectory, HomeDrive, HomePage, HomePhone, LogonWorkstations, Manager,"
                        + " MobilePhone, Office, OfficePhone, Organization, OtherName, POBox, PasswordNeverExpires,"
                        + " PostalCode, ProfilePath, SamAccountName, ScriptPath, SmartcardLogonRequired, State,"
                        + " StreetAddress, Surname, Title, UserPrincipalName, and names of LDAP attributes, which begin"
                        + " with a small letter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "useraccountcontrol|use Enabled, PasswordNeverExpires, SmartcardLogonRequired",
                "unicodePwd|passwords are those of the local type UserPasswords",
                "memberOf|members are those of GroupsMembers, MembersOfGroups and SubGroupsMembers",
                "objectClass|Active Directory's user and group are meant",
                "name|the entry is named by cn, or else by SamAccountName"
            })
    void refusesLdapAttributesThatItKeepsItself(String name, String instead) {
        assertThatThrownBy(() -> load("usersgroups_ad", model("SamAccountName: a, " + name + ": a") + LDAPS))
                .hasMessageContaining("does not set '" + name + "': " + instead);
    }

    @Test
    void refusesTwoNamesOfOneAttribute() {
        assertThatThrownBy(() -> load(
                        "usersgroups_ad",
                        model("SamAccountName: a, City: a, Enabled: a, SmartcardLogonRequired: a, l: a") + LDAPS))
                .hasMessageContaining("hermes-client.datamodel.Users.attrsmapping: the client plugin 'usersgroups_ad'"
                        + " would set 'l' more than once: City, l are the same in Active Directory");
    }

    @Test
    void needsTheAccountName() {
        assertThatThrownBy(() -> load("usersgroups_ad", model("sAMAccountName: a") + LDAPS))
                .hasMessageContaining("needs the attributes [SamAccountName] of the local type 'Users'")
                .hasMessageContaining("does not set 'sAMAccountName': it is called SamAccountName here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uri: ldaps://dc1.example.org|uri: ldap://dc1.example.org|usersgroups_ad.uri",
                "users_ou: OU=users,DC=example,DC=org|users_ou: users|users_ou: 'users' is not a DN such as OU=users",
                "bindpassword: secret|bindpassword: secret, upn_suffix: '@x'|upn_suffix",
                "bindpassword: secret|random_passwords: {length: 3}, bindpassword: secret|found 3; allowed: at least 4",
                "bindpassword: secret|random_passwords: {length: 1025}, bindpassword: secret|random_passwords.length",
                "bindpassword: secret|random_passwords: {minimum_number_of_numbers: 0}, bindpassword: secret"
                        + "|minimum_number_of_numbers",
                "bindpassword: secret|ssl: {keyfile: x}, bindpassword: secret|'certfile' is missing"
            })
    void refusesWrongSettings(String right, String wrong, String told) {
        String file = LDAPS.replace(right, String.join("\n  ", wrong.split(", (?=bindpassword|upn)")));

        assertThatThrownBy(() -> load("usersgroups_ad", model("SamAccountName: a") + file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(told);
    }

    @Test
    void takesThePlaceOfPowerShell() throws IOException {
        ClientConfig config = load(
                "usersgroups_adpypsrp", model("SamAccountName: a, Enabled: a, initials: a, user_pkey: a") + PYPSRP);

        AdSettings settings = new PypsrpHandler().read(config.pluginSettings());

        assertThat(settings.server().uri().toString()).isEqualTo("ldaps://dc1.example.org:636");
        assertThat(settings.server().bindDn()).isEqualTo("hermes@example.org");
        assertThat(settings.upnSuffix()).contains("example.org");
        assertThat(settings.usersOu().toString()).isEqualTo("OU=users,DC=example,DC=org");
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void knowsEachKeyOfHermes109AndWhichMeanNothing() throws IOException {
        String file = PYPSRP.replace(
                "password: secret",
                "password: secret, ssl: true, ssl_cert_validation: false, credssp_disable_tlsv1_2: true, encryption: auto,"
                        + " path: wsman, auth: negotiate, negotiate_service: WSMAN");

        ClientConfig config = load("usersgroups_adpypsrp", model("SamAccountName: a") + file);

        assertThat(PypsrpSettings.meaningless(config.pluginSettings()))
                .containsExactlyInAnyOrder(
                        "WinRM.port",
                        "WinRM.ssl",
                        "WinRM.ssl_cert_validation",
                        "WinRM.credssp_disable_tlsv1_2",
                        "WinRM.encryption",
                        "WinRM.path",
                        "WinRM.auth",
                        "WinRM.negotiate_service");
        assertThat(PypsrpSettings.meaningless(load("usersgroups_adpypsrp", model("SamAccountName: a") + PYPSRP)
                        .pluginSettings()))
                .isEqualTo(List.of("WinRM.port"));
    }

    @Test
    void refusesWhatStandsInNeitherListOfAttributes() {
        assertThatThrownBy(() -> load("usersgroups_adpypsrp", model("SamAccountName: a, Title: a, info: a") + PYPSRP))
                .hasMessageContaining("hermes-client.datamodel.Users.attrsmapping.Title: the client plugin"
                        + " 'usersgroups_adpypsrp' does not know the attribute 'Title': it stands neither in"
                        + " standardAttributes.Users nor in otherAttributes.Users; there are: Enabled, SamAccountName,"
                        + " initials")
                .hasMessageContaining("does not know the attribute 'info'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Enabled: <Boolean>|CannotChangePassword: <Boolean>"
                        + "|standardAttributes.Users.CannotChangePassword: the plugin does not know the attribute",
                "Enabled: <Boolean>|title: <String>|'title' is no parameter of PowerShell's",
                "initials: <String>|Title: <String>|'Title' belongs to standardAttributes",
                "initials: <String>|member: <String>|otherAttributes.Users.member: the plugin does not set 'member'",
                "auth: x|auth: x|WinRM.auth",
                "port: 5986|port: 0|WinRM.port",
                "port: 5986, |''|WinRM.port",
                "host: dc1.example.org, |''|WinRM.host",
                "name: example.org|nam: example.org|AD_domain.nam"
            })
    void refusesWrongSettingsOfHermes109(String right, String wrong, String told) {
        String file = PYPSRP.replace(
                        "password: secret",
                        told.equals("WinRM.auth") ? "password: secret, auth: x" : "password: secret")
                .replace(right, wrong);

        assertThatThrownBy(() -> load("usersgroups_adpypsrp", model("SamAccountName: a") + file))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(told);
    }

    @Test
    void acceptsTheExamplesOfTheReference() throws IOException {
        List<String> blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/reference/target-active-directory.md")))
                .results()
                .map(block -> block.group(1).replace("${file:/run/secrets/ad}", "secret"))
                .toList();

        assertThat(blocks).hasSize(2);
        load("usersgroups_ad", blocks.get(0));
        load("usersgroups_adpypsrp", model("SamAccountName: a, Surname: a, initials: a") + blocks.get(1));
    }

    private static String model(String mapping) {
        return "hermes-client: {datamodel: {Users: {hermesType: SRVUsers, attrsmapping: {" + mapping + "}}}}\n";
    }

    private ClientConfig load(String plugin, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("client.yml"), COMMON + text);
        return new ConfigLoader(PluginCatalog.installed(folder), Map.of()).loadClient(file, plugin);
    }
}
