package org.hermescdc.plugin.handler.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.List;
import org.hermescdc.it.Certificates;
import org.hermescdc.it.Slapd;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

    @Test
    void leavesTheDefaultBehindTheLastMember() throws Exception {
        team();
        directory.modify("cn=team," + GROUPS_OU, new Modification(ModificationType.DELETE, "member", ""));
        client.removed("GroupsMembers", List.of(1, 10));

        client.removed("GroupsMembers", List.of(2, 10));

        assertThat(members("team")).containsExactly("");
    }
}
