package org.hermescdc.demo;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;

/**
 * The program behind the first target: an LDAP directory in memory, on a free port of this machine. It writes its address
 * into the file {@code directory.uri} of the current directory once it listens, and runs until it is killed.
 */
final class Directory {

    static final String BASE = "dc=example,dc=edu";
    static final String USERS = "ou=users," + BASE;
    static final String GROUPS = "ou=groups," + BASE;
    static final String BIND = "cn=hermes," + BASE;
    static final String URI_FILE = "directory.uri";
    static final String PASSWORD_FILE = "directory.password";

    private Directory() {}

    public static void main(String[] args) throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.addAdditionalBindCredentials(BIND, Files.readString(Path.of(PASSWORD_FILE)));
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
        InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
        server.add("dn: " + BASE, "objectClass: domain", "dc: example");
        server.add("dn: " + USERS, "objectClass: organizationalUnit", "ou: users");
        server.add("dn: " + GROUPS, "objectClass: organizationalUnit", "ou: groups");
        server.startListening();
        Path written = Files.writeString(Path.of(URI_FILE + ".new"), "ldap://127.0.0.1:" + server.getListenPort());
        Files.move(written, Path.of(URI_FILE), StandardCopyOption.ATOMIC_MOVE);
        new CountDownLatch(1).await();
    }
}
