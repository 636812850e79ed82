package org.hermescdc.matrix;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.it.LdapTree;
import org.hermescdc.it.Slapd;
import org.hermescdc.it.TcpProxy;
import org.hermescdc.matrix.World.Facts;
import org.hermescdc.matrix.World.Shown;

/** Users and groups of a directory. */
final class LdapTarget extends Target {

    private static final Attribute OU = new Attribute("objectClass", "organizationalUnit");

    private final Slapd.Server server;
    private final LdapTree tree;
    private final TcpProxy proxy;

    LdapTarget(Slapd.Server server, String name) throws LDAPException {
        this.server = server;
        this.proxy = new TcpProxy(server.port());
        this.tree = new LdapTree(server, name);
        try (LDAPConnection ldap = server.connect()) {
            ldap.add(usersOu(), OU);
            ldap.add(groupsOu(), OU);
        }
    }

    @Override
    String plugin() {
        return "usersgroups_ldap";
    }

    @Override
    Map<String, Object> mapping(Type type) {
        return switch (type) {
            case USERS ->
                Map.of(
                        "objectClass",
                        "{{ ['inetOrgPerson'] }}",
                        "uid",
                        "login",
                        "cn",
                        "name",
                        "sn",
                        "name",
                        "mail",
                        "mail",
                        "employeeNumber",
                        "shoe",
                        "telephoneNumber",
                        "phones");
            case GROUPS -> Map.of("objectClass", "{{ ['groupOfNames'] }}", "cn", "name");
            case MEMBERS -> Map.of("user_pkey", "user_id", "group_pkey", "group_id");
        };
    }

    @Override
    Map<String, Object> settings() {
        return Map.of(
                "uri",
                "ldap://127.0.0.1:" + proxy.port(),
                "binddn",
                Slapd.Server.ADMIN,
                "bindpassword",
                Slapd.Server.PASSWORD,
                "basedn",
                tree.base(),
                "users_ou",
                usersOu(),
                "groups_ou",
                groupsOu(),
                "groupsObjectclass",
                "groupOfNames",
                "dnAttributes",
                Map.of("Users", "uid", "UserPasswords", "uid", "Groups", "cn"),
                "defaultValues",
                Map.of("Groups", Map.of("member", "")));
    }

    @Override
    Facts facts() throws LDAPException {
        Facts facts = new Facts();
        try (LDAPConnection ldap = server.connect()) {
            Map<String, String> logins = new HashMap<>();
            for (SearchResultEntry user : below(ldap, usersOu())) {
                String login = user.getAttributeValue("uid");
                logins.put(user.getParsedDN().toNormalizedString(), login);
                String[] phones = user.getAttributeValues("telephoneNumber");
                facts.user(
                        login,
                        user.getAttributeValue("cn"),
                        user.getAttributeValue("mail"),
                        user.getAttributeValue("employeeNumber"),
                        phones == null ? List.of() : List.of(phones));
            }
            for (SearchResultEntry group : below(ldap, groupsOu())) {
                String name = group.getAttributeValue("cn");
                facts.add(Shown.GROUPS, name);
                for (String member : group.getAttributeValues("member")) {
                    if (!member.isEmpty()) {
                        String normal = new com.unboundid.ldap.sdk.DN(member).toNormalizedString();
                        facts.add(Shown.MEMBERSHIPS, name + " has " + logins.get(normal));
                    }
                }
            }
        }
        return facts;
    }

    private static List<SearchResultEntry> below(LDAPConnection ldap, String base) throws LDAPException {
        return ldap.search(base, SearchScope.ONE, "(objectClass=*)").getSearchEntries();
    }

    private String usersOu() {
        return "ou=users," + tree.base();
    }

    private String groupsOu() {
        return "ou=groups," + tree.base();
    }

    @Override
    void takeAway() {
        proxy.refuse();
    }

    @Override
    void bringBack() {
        proxy.pass();
    }

    @Override
    public void close() throws LDAPException {
        proxy.close();
        tree.delete();
    }
}
