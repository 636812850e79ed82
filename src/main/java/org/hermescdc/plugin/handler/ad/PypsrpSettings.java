package org.hermescdc.plugin.handler.ad;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.plugin.ldap.LdapServer;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Setting.Type;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** The settings of {@code usersgroups_adpypsrp}: those of Hermes 1.0.9, as far as they mean something over LDAPS. */
final class PypsrpSettings {

    private static final String WINRM = "WinRM";
    private static final String DOMAIN = "AD_domain";
    private static final String STANDARD = "standardAttributes";
    private static final String OTHER = "otherAttributes";
    private static final List<String> TYPES = List.of(AdNames.USERS, AdNames.GROUPS);
    private static final Set<String> WITH_MEANING = Set.of("host", "login", "password");
    private static final int LDAPS = 636;

    static final SettingsSchema SCHEMA = schema();

    private PypsrpSettings() {}

    static AdSettings read(Settings settings) {
        Settings domain = settings.section(DOMAIN);
        try {
            return AdSettings.of(
                    settings,
                    server(settings),
                    new DN(domain.text("dn")),
                    new DN(domain.text("users_ou")),
                    new DN(domain.text("groups_ou")),
                    Optional.of(domain.text("name")));
        } catch (LDAPException e) {
            throw new IllegalArgumentException("the settings were not checked: " + e.getMessage(), e);
        }
    }

    /** The keys that stand in the file, dotted, and mean nothing over LDAPS. */
    static List<String> meaningless(Settings settings) {
        return settings.section(WINRM).toMap().keySet().stream()
                .filter(key -> !WITH_MEANING.contains(key))
                .map(key -> WINRM + "." + key)
                .toList();
    }

    /** Each attribute stands in one of the two lists, as in Hermes 1.0.9. */
    static Optional<String> refusal(Settings settings, String type, String attribute) {
        Set<String> known =
                new TreeSet<>(settings.section(STANDARD).section(type).toMap().keySet());
        known.addAll(settings.section(OTHER).section(type).toMap().keySet());
        return known.contains(attribute)
                ? Optional.empty()
                : Optional.of("does not know the attribute '" + attribute + "': it stands neither in " + STANDARD + "."
                        + type + " nor in " + OTHER + "." + type + "; there are: " + String.join(", ", known));
    }

    private static LdapServer server(Settings settings) throws LDAPException {
        Settings winrm = settings.section(WINRM);
        Settings ssl = settings.section("ssl");
        return new LdapServer(
                new LDAPURL("ldaps://" + winrm.text("host") + ":" + LDAPS),
                login(winrm.text("login"), settings.section(DOMAIN).text("name")),
                winrm.text("password"),
                ssl.optionalText("cafile").map(Path::of),
                ssl.optionalText("certfile").map(Path::of),
                ssl.optionalText("keyfile").map(Path::of));
    }

    /** A bare account name is one of the domain. */
    private static String login(String login, String domain) {
        boolean isWhole = login.contains("@") || login.contains("\\") || login.contains("=");
        return isWhole ? login : login + "@" + domain;
    }

    private static SettingsSchema schema() {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.section(WINRM, winrm())
                        .asRequired()
                        .describedAs("The domain controller, and the account that the client binds with."),
                Setting.section(DOMAIN, domain()).asRequired().describedAs("The domain."),
                attributes(STANDARD, "Local attributes that are parameters of New-ADUser and New-ADGroup"),
                attributes(OTHER, "Local attributes that are LDAP attributes")));
        AdSettings.common()
                .forEach(setting -> settings.add(setting.name().equals("ssl") ? setting.asAddition() : setting));
        return new SettingsSchema(settings, List.of())
                .withRule(LdapServer::certificateAndKeyTogether)
                .withRule(valid ->
                        AdSettings.unreadableDns(valid, DOMAIN + ".dn", DOMAIN + ".users_ou", DOMAIN + ".groups_ou"))
                .withRule(PypsrpSettings::knownNames);
    }

    private static SettingsSchema winrm() {
        return SettingsSchema.of(
                Setting.text("host", "[^\\s/:]+")
                        .asRequired()
                        .describedAs("The domain controller; it is reached over LDAPS, on port 636."),
                meaningless(Setting.whole("port", 1, 65535).asRequired(), ""),
                Setting.text("login")
                        .asRequired()
                        .describedAs("The account that the client binds with: a name in the domain, a DN, "
                                + "name@example.org or EXAMPLE\\name."),
                Setting.text("password").asRequired().asSecret().describedAs("Its password."),
                meaningless(Setting.flag("ssl"), ""),
                meaningless(Setting.flag("ssl_cert_validation"), "; the certificate is always checked"),
                meaningless(Setting.flag("credssp_disable_tlsv1_2"), "; in 1.0.9 true if absent"),
                meaningless(Setting.choice("encryption", "auto", "always", "never"), "; in 1.0.9 auto if absent"),
                meaningless(Setting.text("path"), "; in 1.0.9 wsman if absent"),
                meaningless(
                        Setting.choice("auth", "basic", "certificate", "negotiate", "ntlm", "kerberos", "credssp"),
                        "; in 1.0.9 negotiate if absent"),
                meaningless(Setting.text("negotiate_service"), "; in 1.0.9 WSMAN if absent"));
    }

    private static Setting meaningless(Setting setting, String more) {
        return setting.describedAs("Accepted; has no meaning over LDAPS" + more + ".");
    }

    private static SettingsSchema domain() {
        return SettingsSchema.of(
                Setting.text("name", "[^@\\s]+")
                        .asRequired()
                        .describedAs(
                                "The name of the domain; follows the @ in the UserPrincipalName of users that have "
                                        + "none of their own."),
                Setting.text("dn").asRequired().describedAs("The DN of the domain."),
                Setting.text("users_ou")
                        .asRequired()
                        .describedAs("The whole DN of the entry below which users are made and looked for."),
                Setting.text("groups_ou")
                        .asRequired()
                        .describedAs("The whole DN of the entry below which groups are made and looked for."));
    }

    private static Setting attributes(String name, String description) {
        return Setting.section(
                        name,
                        SettingsSchema.of(TYPES.stream()
                                .map(type -> Setting.of(type, new Type.MapOf(new Type.Text(null)))
                                        .asNullable()
                                        .describedAs("For " + type + "."))
                                .toArray(Setting[]::new)))
                .asNullable()
                .describedAs(description + ": name to type; over LDAPS the type of each value counts, not this one.");
    }

    private static List<Problem> knownNames(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        for (String type : TYPES) {
            for (String name : settings.section(STANDARD).section(type).toMap().keySet()) {
                String key = STANDARD + "." + type + "." + name;
                if (AdNames.isParameter(name)) {
                    AdNames.refusal(type, name).ifPresent(why -> problems.add(new Problem(key, "the plugin " + why)));
                } else {
                    problems.add(new Problem(
                            key,
                            "'" + name + "' is no parameter of PowerShell's; those begin with a"
                                    + " capital: LDAP attributes belong to " + OTHER));
                }
            }
            for (String name : settings.section(OTHER).section(type).toMap().keySet()) {
                Optional<String> why = AdNames.isParameter(name)
                        ? Optional.of("takes names of LDAP attributes here, which begin with a small letter; '" + name
                                + "' belongs to " + STANDARD)
                        : AdNames.refusal(type, name);
                why.ifPresent(text -> problems.add(new Problem(OTHER + "." + type + "." + name, "the plugin " + text)));
            }
        }
        return problems;
    }
}
