package org.hermescdc.plugin.handler.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hermescdc.plugin.ldap.LdapServer;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/**
 * The settings of {@code usersgroups_ldap} (spec/07).
 *
 * @param answerLimit how long each answer of the directory is waited for
 * @param dnAttributes local type → the attribute that names its entries
 * @param defaultValues local type → attribute, in any case → values for objects without a value of their own
 * @param ignoredAttributes local type → attributes, in any case, that are never stored
 */
record LdapSettings(
        LdapServer server,
        Duration answerLimit,
        DN baseDn,
        DN usersOu,
        DN groupsOu,
        Map<String, String> dnAttributes,
        String groupMemberAttribute,
        boolean propagatesUserDn,
        String groupsObjectclass,
        Map<String, Map<String, List<String>>> defaultValues,
        Map<String, Set<String>> ignoredAttributes) {

    static final String USERS = "Users";
    static final String PASSWORDS = "UserPasswords";
    static final String GROUPS = "Groups";

    private static final List<String> TYPES = List.of(USERS, PASSWORDS, GROUPS);

    private static final String ATTRIBUTE_NAME = "[A-Za-z0-9.;-]+";

    static final SettingsSchema SCHEMA = SettingsSchema.of(
                    LdapServer.uriSetting(),
                    Setting.text("binddn").asRequired().describedAs("The DN that the client binds with."),
                    Setting.text("bindpassword").asRequired().asSecret().describedAs("Its password."),
                    Setting.text("basedn")
                            .asRequired()
                            .describedAs("The DN below which groups are searched for the old DN of a renamed user."),
                    Setting.text("users_ou")
                            .asRequired()
                            .describedAs("The whole DN of the entry that holds the users."),
                    Setting.text("groups_ou")
                            .asRequired()
                            .describedAs("The whole DN of the entry that holds the groups."),
                    LdapServer.sslSetting(),
                    Setting.whole("timeout", 1, 3_600)
                            .withDefault(60L)
                            .asAddition()
                            .describedAs("Seconds that each answer of the directory is waited for."),
                    Setting.section(
                                    "dnAttributes",
                                    SettingsSchema.of(dnAttribute(USERS), dnAttribute(PASSWORDS), dnAttribute(GROUPS)))
                            .asRequired()
                            .describedAs("The attribute that names the entries of each type."),
                    Setting.text("groupMemberAttribute", ATTRIBUTE_NAME)
                            .withDefault("member")
                            .describedAs("The attribute of a group that holds the DNs of its members."),
                    Setting.flag("propagateUserDNChangeOnGroupMember")
                            .withDefault(true)
                            .describedAs("Whether a renamed user is renamed in its groups too; "
                                    + "unnecessary where the server does so by itself."),
                    Setting.text("groupsObjectclass")
                            .describedAs("The object class of groups to search; "
                                    + "required with propagateUserDNChangeOnGroupMember."),
                    perType("defaultValues", new Setting.Type.MapOf(new Setting.Type.OneOrList(anyText())))
                            .describedAs("Values for attributes of objects that have none: attribute to text or list."),
                    perType("attributesToIgnore", new Setting.Type.ListOf(anyText()))
                            .describedAs("Local attributes that are not stored in the directory."))
            .withRule(LdapServer::certificateAndKeyTogether)
            .withRule(LdapSettings::objectclassForPropagation)
            .withRule(LdapServer::readableUri)
            .withRule(LdapSettings::readable);

    private static Setting dnAttribute(String type) {
        return Setting.text(type, ATTRIBUTE_NAME).asRequired().describedAs("For " + type + ".");
    }

    private static Setting perType(String name, Setting.Type type) {
        return Setting.section(
                        name,
                        SettingsSchema.of(TYPES.stream()
                                .map(local ->
                                        Setting.of(local, type).asNullable().describedAs("For " + local + "."))
                                .toArray(Setting[]::new)))
                .asNullable();
    }

    private static Setting.Type anyText() {
        return new Setting.Type.Text(null);
    }

    private static List<Problem> objectclassForPropagation(Settings settings) {
        return !settings.flag("propagateUserDNChangeOnGroupMember") || settings.has("groupsObjectclass")
                ? List.of()
                : List.of(new Problem(
                        "groupsObjectclass",
                        "required, since propagateUserDNChangeOnGroupMember is true (its default); for example "
                                + "groupOfNames"));
    }

    private static List<Problem> readable(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        for (String key : List.of("binddn", "basedn", "users_ou", "groups_ou")) {
            if (!DN.isValidDN(settings.text(key))) {
                problems.add(new Problem(
                        key, "'" + settings.text(key) + "' is not a DN such as ou=users,dc=example,dc=org"));
            }
        }
        return problems;
    }

    static LdapSettings of(Settings settings) {
        Map<String, Map<String, List<String>>> defaults = new TreeMap<>();
        Map<String, Set<String>> ignored = new TreeMap<>();
        Map<String, String> dnAttributes = new TreeMap<>();
        for (String type : TYPES) {
            Settings ofType = settings.section("defaultValues").section(type);
            Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            ofType.toMap().keySet().forEach(attribute -> values.put(attribute, ofType.texts(attribute)));
            defaults.put(type, values);
            Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            names.addAll(settings.section("attributesToIgnore").texts(type));
            ignored.put(type, names);
            dnAttributes.put(type, settings.section("dnAttributes").text(type));
        }
        try {
            return new LdapSettings(
                    LdapServer.of(settings),
                    Duration.ofSeconds(settings.whole("timeout")),
                    new DN(settings.text("basedn")),
                    new DN(settings.text("users_ou")),
                    new DN(settings.text("groups_ou")),
                    dnAttributes,
                    settings.text("groupMemberAttribute"),
                    settings.flag("propagateUserDNChangeOnGroupMember"),
                    settings.optionalText("groupsObjectclass").orElse(null),
                    defaults,
                    ignored);
        } catch (LDAPException e) {
            throw new IllegalArgumentException("the settings were not checked: " + e.getMessage(), e);
        }
    }

    /** The values that an attribute of {@code type} gets where an object has none; often empty. */
    List<String> defaults(String type, String attribute) {
        return defaultValues.getOrDefault(type, Map.of()).getOrDefault(attribute, List.of());
    }

    /** Shows no values: one is a password. */
    @Override
    public String toString() {
        return "LdapSettings[" + server + "]";
    }
}
