package org.hermescdc.plugin.handler.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.List;
import java.util.Map;
import org.hermescdc.contract.ServedTargetContract;
import org.hermescdc.it.LdapTree;
import org.hermescdc.it.Slapd;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@OutagesOf("target usersgroups_ldap")
@ExtendWith(Slapd.class)
class LdapTargetContractTest extends ServedTargetContract {

    private final Slapd.Server server;
    private final LdapTree tree;
    private final String people;

    LdapTargetContractTest(Slapd.Server server) throws LDAPException {
        this.server = server;
        this.tree = new LdapTree(server, "contract");
        this.people = "ou=people," + tree.base();
        try (LDAPConnection ldap = server.connect()) {
            ldap.add(people, new Attribute("objectClass", "organizationalUnit"));
        }
    }

    @AfterEach
    void clear() throws LDAPException {
        tree.delete();
    }

    @Override
    protected EventHandler plugin() {
        return new LdapHandler();
    }

    @Override
    protected Settings settings() {
        return settingsAt(server.port());
    }

    @Override
    protected Settings settingsAt(int port) {
        return settings(port, Slapd.Server.PASSWORD);
    }

    @Override
    protected Settings impatient(int port) {
        return settings(port, Slapd.Server.PASSWORD, 1);
    }

    @Override
    protected Settings withPassword(String password) {
        return settings(server.port(), password);
    }

    private Settings settings(int port, String password) {
        return settings(port, password, 60);
    }

    private Settings settings(int port, String password, long timeout) {
        return new Settings(Map.ofEntries(
                Map.entry("uri", "ldap://127.0.0.1:" + port),
                Map.entry("binddn", Slapd.Server.ADMIN),
                Map.entry("bindpassword", password),
                Map.entry("timeout", timeout),
                Map.entry("basedn", tree.base()),
                Map.entry("users_ou", people),
                Map.entry("groups_ou", people),
                Map.entry("dnAttributes", Map.of("Users", "uid", "UserPasswords", "uid", "Groups", "cn")),
                Map.entry("groupMemberAttribute", "member"),
                Map.entry("propagateUserDNChangeOnGroupMember", true),
                Map.entry("groupsObjectclass", "groupOfNames")));
    }

    @Override
    protected String refusal() {
        return "49 invalid credentials";
    }

    @Override
    protected int targetPort() {
        return server.port();
    }

    @Override
    protected String type() {
        return "Users";
    }

    @Override
    protected Map<String, ?> before() {
        return Map.of("objectClass", List.of("inetOrgPerson"), "uid", "ann", "cn", "Ann", "sn", "Lee");
    }

    @Override
    protected Map<String, ?> after() {
        return Map.of("objectClass", List.of("inetOrgPerson"), "uid", "anna", "cn", "Ann", "sn", "Ray");
    }

    @Override
    protected List<String> target() throws LDAPException {
        try (LDAPConnection ldap = server.connect()) {
            return ldap
                    .search(people, SearchScope.ONE, "(objectClass=*)", "uid", "cn", "sn")
                    .getSearchEntries()
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    @Override
    protected void takeTargetAway() {
        server.stop();
    }

    @Override
    protected void bringTargetBack() {
        server.start();
    }
}
