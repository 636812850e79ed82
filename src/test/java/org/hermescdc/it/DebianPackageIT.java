package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Debian package, made from the distribution that was just built: installed, upgraded, removed and purged by dpkg in a
 * folder that it takes for the system. Only root can.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DebianPackageIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String CACHE = "var/lib/hermes/server/SRVUsers.json";
    private static final String ROUTE = "etc/hermes/routes/server/poll.camel.yaml";

    private Path folder;
    private Distribution distribution;
    private Path built;

    @BeforeAll
    void build(@TempDir Path temporary) throws IOException {
        Path dpkg = TestServer.require("dpkg", "dpkg", List.of(Path.of("/usr/bin")));
        TestServer.require("systemd-analyze", "systemd", List.of(Path.of("/usr/bin")));
        Assumptions.assumeTrue(
                Files.isWritable(dpkg), "only root can install packages: run the test as root, or leave it to CI");
        folder = temporary;
        distribution = Distribution.unpack(temporary);
        built = build("first");
    }

    @Test
    void hasTheSameBytesEachTime() throws IOException {
        assertThat(build("again")).hasSameBinaryContentAs(built);
    }

    @Test
    void runsOnceItIsInstalled() throws IOException {
        Path root = system("installed");

        install(root, built);

        assertThat(run(root.resolve("usr/bin/hermes").toString(), "version")).startsWith("hermes ");
        assertThat(Files.readString(root.resolve("etc/passwd")))
                .contains("hermes:x:")
                .contains("/usr/sbin/nologin");
        assertThat(root.resolve("usr/share/hermes/routes/server/poll.camel.yaml"))
                .exists();
    }

    @Test
    void keepsCachesAndEditedRoutesOverUpgradeRemovalAndPurge() throws IOException {
        Path root = system("upgraded");
        install(root, built);
        write(root.resolve(CACHE), "what the targets have");
        write(root.resolve(ROUTE), "edited by the team");

        install(root, newer());
        assertThat(root.resolve(CACHE)).hasContent("what the targets have");
        assertThat(root.resolve(ROUTE)).hasContent("edited by the team");

        dpkg(root, "--remove", "hermes-cdc");
        assertThat(root.resolve("usr/share/hermes/lib")).doesNotExist();
        assertThat(root.resolve(CACHE)).hasContent("what the targets have");
        assertThat(root.resolve(ROUTE)).hasContent("edited by the team");

        assertThat(dpkg(root, "--purge", "hermes-cdc")).contains("/var/lib/hermes is kept");
        assertThat(root.resolve(CACHE)).hasContent("what the targets have");
        assertThat(root.resolve(ROUTE)).doesNotExist();
    }

    /** With the paths of this machine, since systemd looks whether the programs are there. */
    @Test
    void hasUnitsThatSystemdUnderstandsAndFindsHardened() throws IOException {
        List<String> units = new ArrayList<>();
        try (Stream<Path> files = Files.list(distribution.home().resolve("packaging/systemd"))) {
            for (Path file :
                    files.filter(path -> !path.toString().endsWith("sysusers")).toList()) {
                Path copy = folder.resolve(file.getFileName().toString());
                Files.writeString(
                        copy,
                        Files.readString(file)
                                .replace(
                                        "/usr/share/hermes", distribution.home().toString()));
                units.add(copy.toString());
            }
        }
        assertThat(units).hasSize(4);

        List<String> verify = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
        verify.addAll(units);
        assertThat(run(verify.toArray(String[]::new))).isEmpty();
        assertThat(run(
                        "systemd-analyze",
                        "security",
                        "--offline=true",
                        "--threshold=20",
                        folder.resolve("hermes-server.service").toString()))
                .contains("Overall exposure level");
    }

    private Path build(String name) throws IOException {
        Path target = Files.createDirectory(folder.resolve(name));
        String script = Path.of("packaging/debian/build.sh").toAbsolutePath().toString();
        return Path.of(run("sh", script, distribution.home().toString(), target.toString())
                .strip());
    }

    /** The same package with a higher version. */
    private Path newer() throws IOException {
        Path tree = folder.resolve("newer");
        run("dpkg-deb", "-R", built.toString(), tree.toString());
        Path control = tree.resolve("DEBIAN/control");
        Files.writeString(control, Files.readString(control).replaceFirst("Version: .*", "Version: 99"));
        Path file = folder.resolve("newer.deb");
        run("dpkg-deb", "-Zgzip", "-z1", "--build", tree.toString(), file.toString());
        return file;
    }

    /** An empty folder that dpkg takes for a system. */
    private Path system(String name) throws IOException {
        Path root = folder.resolve(name);
        Files.createDirectories(root.resolve("var/lib/dpkg/info"));
        Files.createDirectories(root.resolve("var/lib/dpkg/updates"));
        Files.createFile(root.resolve("var/lib/dpkg/status"));
        return root;
    }

    private void install(Path root, Path file) throws IOException {
        dpkg(root, "--install", file.toString());
    }

    private String dpkg(Path root, String... action) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "dpkg",
                "--instdir=" + root,
                "--admindir=" + root.resolve("var/lib/dpkg"),
                "--log=/dev/null",
                "--force-depends",
                "--force-script-chrootless"));
        command.addAll(List.of(action));
        return run(command.toArray(String[]::new));
    }

    private String run(String... command) throws IOException {
        return Child.run(Files.createTempFile(folder, "command", ".log"), LIMIT, List.of(command));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
