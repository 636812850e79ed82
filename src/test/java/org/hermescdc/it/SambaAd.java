package org.hermescdc.it;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.controls.SubtreeDeleteRequestControl;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A domain controller of Active Directory for tests, Samba ({@code @ExtendWith(SambaAd.class)}, then a parameter {@code
 * SambaAd.Server}): one per JVM, LDAP alone, with the rules for passwords that a new domain has. Its ports are fixed, so
 * that it listens on a loopback address of its own; only root may run it.
 */
public final class SambaAd extends TestServer<SambaAd.Server> {

    public SambaAd() {
        super(Server.class, Server::new);
    }

    /** The running domain controller. */
    public static final class Server implements AutoCloseable {

        public static final String SUFFIX = "DC=hermes,DC=test";
        public static final String DOMAIN = "hermes.test";
        public static final String ADMIN = "CN=Administrator,CN=Users," + SUFFIX;
        public static final String PASSWORD = "Passw0rd!x";

        private static final Duration LIMIT = Duration.ofSeconds(60);
        private static final int PORT = 636;

        private final Path programs = TestServer.require("samba", "samba-ad-dc", List.of(Path.of("/usr/sbin")));
        private final Path tool = TestServer.require("samba-tool", "samba", List.of(Path.of("/usr/bin")));
        private final String address = ownAddress(0);
        private final String proxyAddress = ownAddress(100);
        private final Path folder;
        private final Certificates certificates;
        private Child child;

        Server() throws IOException {
            if (!Files.exists(Path.of("/usr/share/samba/setup/provision.ldif"))) {
                throw TestServer.missing("samba cannot make a domain: apt-get install samba-ad-provision");
            }
            if (!System.getProperty("user.name").equals("root")) {
                throw TestServer.missing("only root may run a domain controller");
            }
            folder = Files.createTempDirectory("hermes-samba");
            for (String name :
                    List.of("private", "state", "cache", "lock", "run", "ncalrpc", "winbindd", "ntp", "dns")) {
                Files.createDirectory(folder.resolve(name));
            }
            certificates = Certificates.in(Files.createDirectory(folder.resolve("tls")), address, proxyAddress);
            Files.setPosixFilePermissions(certificates.key(), PosixFilePermissions.fromString("rw-------"));
            Files.writeString(folder.resolve("smb.conf"), configuration());
            provision();
            start();
        }

        public String uri() {
            return "ldaps://" + address + ":" + PORT;
        }

        /** A proxy in front of the server, on the same port of another address that its certificate is good for. */
        public TcpProxy proxy() {
            return new TcpProxy(new InetSocketAddress(proxyAddress, PORT), new InetSocketAddress(address, PORT));
        }

        /** An address of the loopback interface. */
        public String address() {
            return address;
        }

        /** What a client must trust. */
        public Certificates certificates() {
            return certificates;
        }

        /** A new connection with all rights. */
        public LDAPConnection connect() throws LDAPException {
            return connect(ADMIN, PASSWORD);
        }

        /** A new connection as somebody; an exception tells why not. */
        public LDAPConnection connect(String dn, String password) throws LDAPException {
            try {
                SSLUtil tls = new SSLUtil(
                        new PEMFileTrustManager(certificates.certificate().toFile()));
                return new LDAPConnection(tls.createSSLSocketFactory(), address, PORT, dn, password);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Makes an empty organizational unit, in place of one with all that was in it. */
        public void empty(String dn) throws LDAPException {
            try (LDAPConnection ldap = connect()) {
                if (ldap.getEntry(dn, "1.1") != null) {
                    DeleteRequest all = new DeleteRequest(dn);
                    all.addControl(new SubtreeDeleteRequestControl());
                    ldap.delete(all);
                }
                String name = new DN(dn).getRDN().getAttributeValues()[0];
                ldap.add(new Entry(dn, new Attribute("objectClass", "organizationalUnit"), new Attribute("ou", name)));
            }
        }

        /** Ends the server at once (SIGKILL); its clients lose their connections. */
        public void kill() {
            child.kill();
        }

        /** Lets the server freeze (STOP) or go on (CONT). */
        public void signal(String name) {
            child.signal(name);
        }

        /** Starts the server on the data that it had. */
        public void start() {
            child = Child.startTied(
                    folder.resolve("server.log"),
                    Duration.ofSeconds(5),
                    List.of(programs.resolve("samba").toString(), "-i", "-M", "single", "-s", path("smb.conf")));
            child.awaitPort(address, PORT, LIMIT);
        }

        @Override
        public void close() {
            child.close();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void provision() {
            List<String> command = new ArrayList<>(
                    List.of(tool.resolve("samba-tool").toString(), "domain", "provision", "-s", path("smb.conf")));
            command.addAll(List.of("--realm=HERMES.TEST", "--domain=HERMES", "--server-role=dc", "--dns-backend=NONE"));
            command.addAll(List.of("--adminpass=" + PASSWORD, "--host-name=dc1", "--host-ip=" + address));
            Child.run(folder.resolve("provision.log"), LIMIT, command);
        }

        /** Several runs of the tests on one machine have several addresses. */
        private static String ownAddress(int more) {
            long pid = ProcessHandle.current().pid();
            return "127." + (1 + more + (pid >> 16) % 100) + "." + (pid >> 8) % 256 + "." + (1 + pid % 250);
        }

        private String path(String name) {
            return folder.resolve(name).toString();
        }

        private String configuration() {
            String global = """
                    [global]
                    netbios name = DC1
                    realm = HERMES.TEST
                    workgroup = HERMES
                    server role = active directory domain controller
                    server services = ldap
                    dcerpc endpoint servers =
                    bind interfaces only = yes
                    interfaces = %2$s/8
                    disable netbios = yes
                    load printers = no
                    private dir = %1$s/private
                    state directory = %1$s/state
                    cache directory = %1$s/cache
                    lock directory = %1$s/lock
                    pid directory = %1$s/run
                    ncalrpc dir = %1$s/ncalrpc
                    winbindd socket directory = %1$s/winbindd
                    ntp signd socket directory = %1$s/ntp
                    binddns dir = %1$s/dns
                    log file = %1$s/log.%%m
                    logging = file
                    tls keyfile = %3$s
                    tls certfile = %4$s
                    tls cafile = %4$s
                    [sysvol]
                    path = %1$s/state/sysvol
                    [netlogon]
                    path = %1$s/state/sysvol/hermes.test/scripts
                    """;
            return global.formatted(folder, address, certificates.key(), certificates.certificate());
        }
    }
}
