package org.hermescdc.matrix;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.it.SambaAd;
import org.hermescdc.matrix.World.Facts;
import org.hermescdc.matrix.World.Shown;

/** Users and groups of a domain. Names of groups may hold few signs there: they are their descriptions. */
final class AdTarget extends Target {

    private final SambaAd.Server server;
    private final String users;
    private final String groups;

    AdTarget(SambaAd.Server server, String name) throws LDAPException {
        this.server = server;
        this.users = "OU=" + name + "Users," + SambaAd.Server.SUFFIX;
        this.groups = "OU=" + name + "Groups," + SambaAd.Server.SUFFIX;
        server.empty(users);
        server.empty(groups);
    }

    @Override
    String plugin() {
        return "usersgroups_ad";
    }

    @Override
    Map<String, Object> mapping(Type type) {
        return switch (type) {
            case USERS ->
                Map.of(
                        "SamAccountName",
                        "login",
                        "DisplayName",
                        "name",
                        "EmailAddress",
                        "mail",
                        "EmployeeNumber",
                        "shoe",
                        "otherTelephone",
                        "phones");
            case GROUPS -> Map.of("SamAccountName", "group{{ id }}-" + users.hashCode(), "Description", "name");
            case MEMBERS -> Map.of("user_pkey", "user_id", "group_pkey", "group_id");
        };
    }

    @Override
    Map<String, Object> settings() {
        return Map.of(
                "uri",
                server.uri(),
                "binddn",
                SambaAd.Server.ADMIN,
                "bindpassword",
                SambaAd.Server.PASSWORD,
                "basedn",
                SambaAd.Server.SUFFIX,
                "users_ou",
                users,
                "groups_ou",
                groups,
                "ssl",
                Map.of("cafile", server.certificates().certificate().toString()));
    }

    @Override
    Facts facts() throws LDAPException {
        Facts facts = new Facts();
        try (LDAPConnection ldap = server.connect()) {
            Map<DN, String> logins = new HashMap<>();
            for (SearchResultEntry user : below(ldap, users)) {
                String login = user.getAttributeValue("sAMAccountName");
                logins.put(user.getParsedDN(), login);
                String[] phones = user.getAttributeValues("otherTelephone");
                facts.user(
                        login,
                        user.getAttributeValue("displayName"),
                        user.getAttributeValue("mail"),
                        user.getAttributeValue("employeeNumber"),
                        phones == null ? List.of() : List.of(phones));
            }
            for (SearchResultEntry group : below(ldap, groups)) {
                String name = group.getAttributeValue("description");
                facts.add(Shown.GROUPS, name);
                String[] members = group.getAttributeValues("member");
                for (String member : members == null ? new String[0] : members) {
                    facts.add(Shown.MEMBERSHIPS, name + " has " + logins.get(new DN(member)));
                }
            }
        }
        return facts;
    }

    private static List<SearchResultEntry> below(LDAPConnection ldap, String base) throws LDAPException {
        return ldap.search(base, SearchScope.ONE, "(sAMAccountName=*)").getSearchEntries();
    }

    @Override
    void takeAway() {
        server.kill();
    }

    @Override
    void bringBack() {
        server.start();
    }

    @Override
    public void close() throws LDAPException {
        server.empty(users);
        server.empty(groups);
    }
}
