package org.hermescdc.plugin.handler.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ssl.PEMFileKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import java.net.InetAddress;
import java.nio.file.Path;
import org.hermescdc.it.Certificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class LdapHandlerInMemoryTest extends LdapHandlerContract {

    private static InMemoryDirectoryServer server;
    private static Certificates certificates;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        certificates = Certificates.in(folder);
        SSLUtil tls = new SSLUtil(
                new PEMFileKeyManager(
                        certificates.certificate().toFile(), certificates.key().toFile()),
                null);
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(SUFFIX);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", loopback, 0, null),
                InMemoryListenerConfig.createLDAPSConfig("tls", loopback, 0, tls.createSSLServerSocketFactory(), null));
        config.addAdditionalBindCredentials(ADMIN, PASSWORD);
        server = new InMemoryDirectoryServer(config);
        server.startListening();
    }

    @AfterAll
    static void stop() {
        server.shutDown(true);
    }

    @Override
    String uri() {
        return "ldap://127.0.0.1:" + server.getListenPort("plain");
    }

    @Override
    String tlsUri() {
        return "ldaps://127.0.0.1:" + server.getListenPort("tls");
    }

    @Override
    Certificates certificates() {
        return certificates;
    }

    @Override
    void dropConnections() throws Exception {
        int port = server.getListenPort("plain");
        server.shutDown("plain", true);
        server.startListening("plain");
        if (server.getListenPort("plain") != port) {
            throw new IllegalStateException("the port changed");
        }
    }

    @Override
    LDAPConnection connect() throws LDAPException {
        return new LDAPConnection("127.0.0.1", server.getListenPort("plain"), ADMIN, PASSWORD);
    }
}
