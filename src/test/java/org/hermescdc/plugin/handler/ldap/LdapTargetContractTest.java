package org.hermescdc.plugin.handler.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.hermescdc.contract.RemoteTargetContract;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;

class LdapTargetContractTest extends RemoteTargetContract {

    private static final String PEOPLE = "ou=people,dc=example,dc=org";

    private final InMemoryDirectoryServer server;

    LdapTargetContractTest() throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        config.addAdditionalBindCredentials("cn=admin,dc=example,dc=org", "secret");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", InetAddress.getLoopbackAddress(), 0, null));
        server = new InMemoryDirectoryServer(config);
        server.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
        server.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
        server.startListening();
    }

    @AfterEach
    void shutDown() {
        server.shutDown(true);
    }

    @Override
    protected EventHandler plugin() {
        return new LdapHandler();
    }

    @Override
    protected Settings settings() {
        return new Settings(Map.ofEntries(
                Map.entry("uri", "ldap://127.0.0.1:" + server.getListenPort()),
                Map.entry("binddn", "cn=admin,dc=example,dc=org"),
                Map.entry("bindpassword", "secret"),
                Map.entry("basedn", "dc=example,dc=org"),
                Map.entry("users_ou", PEOPLE),
                Map.entry("groups_ou", PEOPLE),
                Map.entry("dnAttributes", Map.of("Users", "uid", "UserPasswords", "uid", "Groups", "cn")),
                Map.entry("groupMemberAttribute", "member"),
                Map.entry("propagateUserDNChangeOnGroupMember", true),
                Map.entry("groupsObjectclass", "groupOfNames")));
    }

    @Override
    protected String type() {
        return "Users";
    }

    @Override
    protected Map<String, ?> before() {
        return Map.of("objectClass", List.of("top", "person", "inetOrgPerson"), "uid", "ann", "cn", "Ann", "sn", "Lee");
    }

    @Override
    protected Map<String, ?> after() {
        return Map.of(
                "objectClass", List.of("top", "person", "inetOrgPerson"), "uid", "anna", "cn", "Ann", "sn", "Ray");
    }

    @Override
    protected List<String> target() throws LDAPException {
        return server.search(PEOPLE, SearchScope.ONE, "(objectClass=*)", "uid", "cn", "sn").getSearchEntries().stream()
                .map(Object::toString)
                .toList();
    }

    @Override
    protected void takeTargetAway() {
        server.shutDown("plain", true);
    }

    @Override
    protected void bringTargetBack() throws LDAPException {
        server.startListening("plain");
    }
}
