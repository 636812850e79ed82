package org.hermescdc.it;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An OpenLDAP server for tests ({@code @ExtendWith(Slapd.class)}, then a parameter {@code Slapd.Server}): one per JVM, on
 * loopback, with the overlays memberof and refint, all kinds of hashed passwords, an empty tree at {@value Server#SUFFIX}, and TLS.
 */
public final class Slapd extends TestServer<Slapd.Server> {

    public Slapd() {
        super(Server.class, Server::new);
    }

    /** The running server. */
    public static final class Server implements AutoCloseable {

        public static final String SUFFIX = "dc=example,dc=org";
        public static final String ADMIN = "cn=admin," + SUFFIX;
        public static final String PASSWORD = "secret";

        private static final Duration LIMIT = Duration.ofSeconds(20);

        private final Path programs = TestServer.require("slapd", "slapd", List.of(Path.of("/usr/sbin")));
        private final Path folder;
        private final int port = Child.freePort();
        private final int tlsPort = Child.freePort();
        private final Certificates certificates;
        private Child child;

        public Server() throws IOException {
            folder = Files.createTempDirectory("hermes-slapd");
            Files.createDirectory(folder.resolve("db"));
            certificates = Certificates.in(folder);
            Files.writeString(folder.resolve("slapd.conf"), configuration());
            start();
        }

        public String uri() {
            return "ldap://127.0.0.1:" + port;
        }

        public String tlsUri() {
            return "ldaps://127.0.0.1:" + tlsPort;
        }

        public int port() {
            return port;
        }

        /** A connection as {@link #ADMIN}, closed by the caller. */
        public LDAPConnection connect() throws LDAPException {
            return new LDAPConnection("127.0.0.1", port, ADMIN, PASSWORD);
        }

        /** What a client must trust for {@link #tlsUri}. */
        public Certificates certificates() {
            return certificates;
        }

        /** Ends the server at once; its clients lose their connections. */
        public void stop() {
            child.kill();
        }

        /** Starts the server on the data that it had. */
        public void start() {
            child = Child.start(
                    folder.resolve("server.log"),
                    Map.of(),
                    Duration.ofSeconds(2),
                    List.of(
                            programs.resolve("slapd").toString(),
                            "-d",
                            "0",
                            "-f",
                            folder.resolve("slapd.conf").toString(),
                            "-h",
                            uri() + "/ " + tlsUri() + "/"));
            child.awaitPort(port, LIMIT).awaitPort(tlsPort, LIMIT);
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

        private String configuration() {
            return """
                    include /etc/ldap/schema/core.schema
                    include /etc/ldap/schema/cosine.schema
                    include /etc/ldap/schema/inetorgperson.schema
                    include /etc/ldap/schema/nis.schema
                    pidfile %1$s/slapd.pid
                    modulepath /usr/lib/ldap
                    moduleload back_mdb
                    moduleload memberof
                    moduleload refint
                    moduleload pw-sha2
                    TLSCACertificateFile %1$s/cert.pem
                    TLSCertificateFile %1$s/cert.pem
                    TLSCertificateKeyFile %1$s/key.pem
                    sizelimit 500
                    database mdb
                    maxsize 268435456
                    suffix "%2$s"
                    rootdn "%3$s"
                    rootpw %4$s
                    directory %1$s/db
                    dbnosync
                    index objectClass,uid,cn,member eq
                    limits dn.exact="%3$s" size=unlimited
                    overlay memberof
                    memberof-refint TRUE
                    overlay refint
                    refint_attributes member
                    access to attrs=userPassword by anonymous auth
                    access to * by * read
                    """.formatted(folder, SUFFIX, ADMIN, PASSWORD);
        }
    }
}
