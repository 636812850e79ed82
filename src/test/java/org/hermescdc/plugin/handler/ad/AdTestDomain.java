package org.hermescdc.plugin.handler.ad;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.it.SambaAd;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;

/** Two organizational units of the domain for a test class, and what its settings and its eyes need. */
final class AdTestDomain {

    static final Set<String> TYPES =
            Set.of("Users", "UserPasswords", "Groups", "GroupsMembers", "MembersOfGroups", "SubGroupsMembers");

    private final SambaAd.Server server;
    private final String name;

    AdTestDomain(SambaAd.Server server, Class<?> test) {
        this.server = server;
        this.name = test.getSimpleName();
    }

    String users() {
        return "OU=" + name + "Users," + SambaAd.Server.SUFFIX;
    }

    String groups() {
        return "OU=" + name + "Groups," + SambaAd.Server.SUFFIX;
    }

    void empty() throws LDAPException {
        server.empty(users());
        server.empty(groups());
    }

    /** Settings of {@code usersgroups_ad} as a configuration has them, with {@code changes}. */
    Map<String, Object> settings(Object... changes) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("uri", server.uri());
        settings.put("binddn", SambaAd.Server.ADMIN);
        settings.put("bindpassword", SambaAd.Server.PASSWORD);
        settings.put("basedn", SambaAd.Server.SUFFIX);
        settings.put("users_ou", users());
        settings.put("groups_ou", groups());
        settings.put("ssl", Map.of("cafile", server.certificates().certificate().toString()));
        return with(settings, changes);
    }

    /** Settings of {@code usersgroups_adpypsrp}. */
    Map<String, Object> pypsrpSettings(Object... changes) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(
                "WinRM",
                Map.of(
                        "host",
                        server.address(),
                        "port",
                        5986L,
                        "login",
                        "Administrator",
                        "password",
                        SambaAd.Server.PASSWORD,
                        "auth",
                        "kerberos"));
        settings.put(
                "AD_domain",
                Map.of(
                        "name",
                        SambaAd.Server.DOMAIN,
                        "dn",
                        SambaAd.Server.SUFFIX,
                        "users_ou",
                        users(),
                        "groups_ou",
                        groups()));
        settings.put("ssl", Map.of("cafile", server.certificates().certificate().toString()));
        return with(settings, changes);
    }

    static Settings complete(EventHandler plugin, Map<String, Object> settings) {
        Map<String, Object> all = new LinkedHashMap<>();
        plugin.settings().settings().forEach(setting -> {
            Object value = settings.getOrDefault(setting.name(), defaultOf(setting));
            if (value != null) {
                all.put(setting.name(), value);
            }
        });
        return new Settings(all);
    }

    static TestClient client(Map<String, Object> settings) {
        LdapsAdHandler plugin = new LdapsAdHandler();
        return new TestClient(plugin, complete(plugin, settings), TYPES);
    }

    private static Object defaultOf(Setting setting) {
        if (setting.defaultValue() == null && setting.type() instanceof Setting.Type.Section section) {
            Map<String, Object> values = new LinkedHashMap<>();
            section.schema().settings().stream()
                    .filter(inner -> inner.defaultValue() != null)
                    .forEach(inner -> values.put(inner.name(), inner.defaultValue()));
            return values.isEmpty() ? null : values;
        }
        return setting.defaultValue();
    }

    private static Map<String, Object> with(Map<String, Object> settings, Object... changes) {
        for (int i = 0; i < changes.length; i += 2) {
            settings.put((String) changes[i], changes[i + 1]);
        }
        return settings;
    }

    /** All entries of the two units with what a test may change, as text. */
    List<String> content() throws LDAPException {
        try (LDAPConnection ldap = server.connect()) {
            List<String> entries = new ArrayList<>();
            for (String unit : List.of(users(), groups())) {
                for (Entry entry : ldap.search(
                                unit,
                                SearchScope.SUB,
                                "(sAMAccountName=*)",
                                "sAMAccountName",
                                "cn",
                                "sn",
                                "title",
                                "userAccountControl",
                                "member")
                        .getSearchEntries()) {
                    entries.add(text(entry));
                }
            }
            entries.sort(Comparator.naturalOrder());
            return entries;
        }
    }

    private static String text(Entry entry) {
        StringBuilder text = new StringBuilder(entry.getDN());
        entry.getAttributes().stream()
                .sorted(Comparator.comparing(attribute -> attribute.getName()))
                .forEach(attribute -> text.append(" ")
                        .append(attribute.getName())
                        .append(Arrays.stream(attribute.getValues()).sorted().toList()));
        return text.toString();
    }
}
