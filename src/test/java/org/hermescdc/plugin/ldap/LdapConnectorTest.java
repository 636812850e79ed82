package org.hermescdc.plugin.ldap;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPURL;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LdapConnectorTest {

    @Test
    @Timeout(30)
    void givesUpAServerThatTakesTheConnectionAndNeverAnswersTheHandshake() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            LDAPURL uri = new LDAPURL("ldaps://127.0.0.1:" + silent.getLocalPort());
            LdapServer server =
                    new LdapServer(uri, "cn=admin", "secret", Optional.empty(), Optional.empty(), Optional.empty());

            assertThatThrownBy(() -> new LdapConnector(server, Duration.ofSeconds(1)).open())
                    .isInstanceOf(LdapFailure.class)
                    .hasMessage("connect to " + uri + ": 91 connect error (Read timed out)");
        }
    }
}
