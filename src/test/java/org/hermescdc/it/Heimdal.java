package org.hermescdc.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Heimdal realm for tests ({@code @ExtendWith(Heimdal.class)}, then a parameter {@code Heimdal.Server}): one per JVM, on
 * loopback, with a KDC and a kadmind that {@value Server#ADMIN} may do all with.
 */
public final class Heimdal extends TestServer<Heimdal.Server> {

    public Heimdal() {
        super(Server.class, Server::new);
    }

    /** The running realm. */
    public static final class Server implements AutoCloseable {

        public static final String REALM = "HERMES.TEST";
        public static final String ADMIN = "hermes/admin";
        public static final String PASSWORD = "a \"secret\" \\ of é";

        private static final Duration LIMIT = Duration.ofSeconds(20);

        private final Path daemons =
                TestServer.require("kadmind", "heimdal-kdc", List.of(Path.of("/usr/lib/heimdal-servers")));
        private final Path clients =
                TestServer.require("kadmin.heimdal", "heimdal-clients", List.of(Path.of("/usr/bin"), Path.of("/bin")));
        private final Path folder;
        private final int kdcPort = Child.freePort();
        private final int adminPort = Child.freePort();
        private Child kdc;
        private Child kadmind;

        Server() throws IOException {
            folder = Files.createTempDirectory("hermes-heimdal");
            Files.writeString(folder.resolve("krb5.conf"), configuration());
            Files.writeString(folder.resolve("kadmind.acl"), ADMIN + "@" + REALM + " all\n");
            command("kstash", "--random-key", "--key-file=" + folder.resolve("m-key"));
            local("init", "--realm-max-ticket-life=unlimited", "--realm-max-renewable-life=unlimited", REALM);
            local("add", "--password=" + PASSWORD, "--use-defaults", ADMIN);
            start();
        }

        /** A program that is {@code name}, such as {@code kinit.heimdal}, for this realm. */
        public Path program(String name) {
            return script(name, "");
        }

        /** The same, with shell commands that run before it. */
        public Path script(String name, String before) {
            Path script = folder.resolve(name + "-" + Integer.toHexString(before.hashCode()));
            try {
                Files.writeString(
                        script,
                        "#!/bin/sh\nKRB5_CONFIG=" + folder.resolve("krb5.conf") + "; export KRB5_CONFIG\n" + before
                                + "\nexec " + clients.resolve(name) + " \"$@\"\n");
                Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
                return script;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The names of all principals without instance, sorted, without the template for new ones. */
        public List<String> users() {
            return local("list", "*")
                    .lines()
                    .filter(name -> !name.contains("/") && !name.equals("default"))
                    .sorted()
                    .toList();
        }

        /** Whether a user of this name and password gets a ticket. */
        public boolean letsIn(String user, String password) {
            List<String> command = List.of(
                    program("kinit.heimdal").toString(),
                    "--password-file=STDIN",
                    "-c",
                    "FILE:" + folder.resolve("user"),
                    user + "@" + REALM);
            return run(command, password + "\n").status() == 0;
        }

        /** Whether kadmin takes the ticket in a file. */
        public boolean takesTicket(Path cache) {
            List<String> command = List.of(
                    "env",
                    "KRB5CCNAME=FILE:" + cache,
                    program("kadmin.heimdal").toString(),
                    "--keytab=NONE:",
                    "--principal=" + ADMIN + "@" + REALM,
                    "get",
                    "default");
            return run(command, "").status() == 0;
        }

        /** Runs kadmin on the database itself, without kadmind. */
        public String local(String... arguments) {
            List<String> command = new ArrayList<>(
                    List.of("kadmin.heimdal", "-c", folder.resolve("krb5.conf").toString(), "-l"));
            command.addAll(List.of(arguments));
            return command(command.toArray(String[]::new));
        }

        public void start() {
            startKdc();
            startKadmind();
        }

        public void stop() {
            stopKdc();
            stopKadmind();
        }

        public void startKdc() {
            kdc = daemon("kdc", "--ports=" + kdcPort, "--addresses=127.0.0.1").awaitPort(kdcPort, LIMIT);
        }

        public void stopKdc() {
            kdc.kill();
        }

        public void startKadmind() {
            kadmind = daemon("kadmind", "--ports=" + adminPort).awaitPort(adminPort, LIMIT);
        }

        public void stopKadmind() {
            kadmind.kill();
        }

        /** Makes kadmind hang, until {@link #thaw}: it takes connections and answers none. */
        public void freeze() {
            kadmind.signal("STOP");
        }

        public void thaw() {
            kadmind.signal("CONT");
        }

        @Override
        public void close() {
            kdc.close();
            kadmind.close();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Child daemon(String name, String... options) {
            List<String> command = new ArrayList<>(
                    List.of(daemons.resolve(name).toString(), "--config-file=" + folder.resolve("krb5.conf")));
            command.addAll(List.of(options));
            return Child.start(
                    folder.resolve(name + ".log"),
                    Map.of("KRB5_CONFIG", folder.resolve("krb5.conf").toString()),
                    Duration.ofSeconds(2),
                    command);
        }

        private String command(String... command) {
            Ended ended = run(List.of(command), "");
            if (ended.status() != 0) {
                throw new IllegalStateException(List.of(command) + " failed: " + ended.output());
            }
            return ended.output();
        }

        private record Ended(int status, String output) {}

        private Ended run(List<String> command, String input) {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("KRB5_CONFIG", folder.resolve("krb5.conf").toString());
            try {
                Process process = builder.start();
                process.outputWriter(StandardCharsets.UTF_8).append(input).close();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException(command + " takes longer than " + LIMIT);
                }
                return new Ended(process.exitValue(), output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private String configuration() {
            return """
                    [libdefaults]
                     default_realm = %2$s
                     dns_lookup_kdc = no
                     dns_lookup_realm = no
                    [realms]
                     %2$s = {
                      kdc = tcp/127.0.0.1:%3$d
                      admin_server = 127.0.0.1:%4$d
                     }
                    [kdc]
                     database = {
                      realm = %2$s
                      dbname = %1$s/heimdal
                      mkey_file = %1$s/m-key
                      acl_file = %1$s/kadmind.acl
                      log_file = %1$s/log
                     }
                    """.formatted(folder, REALM, kdcPort, adminPort);
        }
    }
}
