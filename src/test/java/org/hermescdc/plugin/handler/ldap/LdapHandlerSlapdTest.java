package org.hermescdc.plugin.handler.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.List;
import java.util.Map;
import org.hermescdc.it.Certificates;
import org.hermescdc.it.Slapd;
import org.hermescdc.plugin.filter.LdapPasswordHash;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Slapd.class)
class LdapHandlerSlapdTest extends LdapHandlerContract {

    private static Slapd.Server server;

    @BeforeAll
    static void use(Slapd.Server running) {
        server = running;
    }

    @Override
    String uri() {
        return server.uri();
    }

    @Override
    String tlsUri() {
        return server.tlsUri();
    }

    @Override
    Certificates certificates() {
        return server.certificates();
    }

    @Override
    void dropConnections() {
        server.stop();
        server.start();
    }

    @Override
    LDAPConnection connect() throws LDAPException {
        return new LDAPConnection("127.0.0.1", server.port(), ADMIN, PASSWORD);
    }

    @Test
    void renamesWithAChangeOfCaseAlone() throws Exception {
        team();

        client.modified("Users", 1, user("Ann", "Ann"));

        assertThat(names(USERS_OU)).contains("uid=Ann," + USERS_OU);
        assertThat(values("uid=Ann," + USERS_OU, "uid")).containsExactly("Ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MD5", "SMD5", "SHA", "SSHA", "SHA256", "SSHA256", "SHA384", "SSHA384", "SHA512", "SSHA512"})
    void storesPasswordsWhoseHashTheDirectoryAcceptsAtABind(String kind) throws Exception {
        LdapPasswordHash hash = new LdapPasswordHash();
        hash.configure(new Settings(Map.of("default_hash_types", List.of(kind))));
        client.added("Users", 1, user("ann", "Ann"));

        client.added(
                "UserPasswords",
                1,
                Map.of("user_pkey", 1, "uid", "ann", "userPassword", hash.apply("pä55 word", List.of(), Map.of())));

        assertThat(directory.getEntry("uid=ann," + USERS_OU).getAttributeValue("userPassword"))
                .startsWith("{" + kind + "}");
        assertThat(binds("uid=ann," + USERS_OU, "pä55 word")).isTrue();
        assertThat(binds("uid=ann," + USERS_OU, "pa55 word")).isFalse();
    }

    @Test
    void letsMemberOfFollowARename() throws Exception {
        team();
        String team = "cn=team," + GROUPS_OU;
        assertThat(memberOf("ann")).isEqualTo(team);

        client.modified("Users", 1, user("anna", "Ann"));
        assertThat(memberOf("anna")).isEqualTo(team);

        client.removed("GroupsMembers", List.of(1, 10));
        assertThat(memberOf("anna")).isNull();
    }

    private String memberOf(String uid) throws LDAPException {
        return directory.getEntry("uid=" + uid + "," + USERS_OU, "memberOf").getAttributeValue("memberOf");
    }

    @Test
    void leavesTheDefaultBehindTheLastMember() throws Exception {
        team();
        directory.modify("cn=team," + GROUPS_OU, new Modification(ModificationType.DELETE, "member", ""));
        client.removed("GroupsMembers", List.of(1, 10));

        client.removed("GroupsMembers", List.of(2, 10));

        assertThat(members("team")).containsExactly("");
    }
}
