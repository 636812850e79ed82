package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example project for authors of plugins, as such an author has it: built by Maven against an unpacked distribution,
 * put into {@code plugins/}, and run. The jars of Maven Central come from the local repository of this build.
 */
class PluginKitIT {

    private static final Duration BUILD = Duration.ofMinutes(8);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String JAR = "example-plugins-1.0.0.jar";

    /** In place of Maven Central. */
    private static final String SETTINGS = """
            <settings>
              <profiles>
                <profile>
                  <id>local</id>
                  <repositories><repository>CENTRAL</repository></repositories>
                  <pluginRepositories><pluginRepository>CENTRAL</pluginRepository></pluginRepositories>
                </profile>
              </profiles>
              <activeProfiles><activeProfile>local</activeProfile></activeProfiles>
            </settings>
            """;

    private static final String CENTRAL =
            "<id>central</id><url>%s</url><releases><checksumPolicy>ignore</checksumPolicy></releases>";

    @TempDir
    private static Path folder;

    private static Distribution hermes;
    private static String built;

    @BeforeAll
    static void build() throws Exception {
        hermes = Distribution.unpack(folder);
        Path project = folder.resolve("project");
        copy(hermes.home().resolve("docs/plugin-example"), project);
        Path repository = Path.of(System.getProperty("hermes.repository"));
        Path settings = Files.writeString(
                folder.resolve("settings.xml"), SETTINGS.replace("CENTRAL", CENTRAL.formatted(repository.toUri())));
        built = Child.run(
                folder.resolve("maven.log"),
                BUILD,
                List.of(
                        System.getProperty("hermes.maven") + "/bin/mvn",
                        "-B",
                        "-ntp",
                        "-s",
                        settings.toString(),
                        "-f",
                        project.toString(),
                        "-Dmaven.repo.local=" + folder.resolve("m2"),
                        "-Dhermes.home=" + hermes.home(),
                        "package"));
        Files.copy(
                project.resolve("target").resolve(JAR),
                hermes.home().resolve("plugins").resolve(JAR));
        copy(project.resolve("config"), hermes.work());
        Files.createDirectory(hermes.work().resolve("homes"));
    }

    @Test
    void runsTheTestsOfTheKitOnTheExample() {
        assertThat(built)
                .containsPattern("Tests run: 7, Failures: 0, Errors: 0, Skipped: 0,.*\\.HomesHandlerTest")
                .containsPattern("Tests run: 7, Failures: 0, Errors: 0, Skipped: 0,.*\\.PasswdSourceTest")
                .contains("BUILD SUCCESS");
    }

    @Test
    void listsThePluginsOfTheJar() throws Exception {
        assertThat(hermes.run("plugins").lines())
                .anySatisfy(line -> assertThat(line).matches("datasource +passwd +1\\.0\\.0 +" + JAR + " +path"))
                .anySatisfy(line -> assertThat(line).matches("filter +plainname +1\\.0\\.0 +" + JAR + " +separator"))
                .anySatisfy(line -> assertThat(line).matches("target +homes +1\\.0\\.0 +" + JAR + " +root"));
        assertThat(hermes.run("plugins", "-v", "homes"))
                .isEqualTo("target homes (version 1.0.0, " + JAR + ")\n"
                        + "  root: string; required. The directory that holds the homes; must be there.\n\n");
    }

    @Test
    void validatesTheExampleConfigurations() throws Exception {
        assertThat(hermes.run("validate"))
                .isEqualTo("hermes-client-homes-config.yml: valid: 1 data types (Users); plugin homes; bus sqlite\n"
                        + "hermes-server-config.yml: valid: 1 data types (Users); 1 sources (accounts: passwd); bus"
                        + " sqlite\n");
    }

    @Test
    void carriesAccountsToHomes() throws Exception {
        try (Child server = hermes.start("server", Map.of())
                .await("control socket", exists(hermes.work().resolve("hermes-server.sock")), LIMIT)) {
            hermes.run("server-cli", "update");
            hermes.run("server-cli", "initsync");
            try (Child client = hermes.start("client-homes", Map.of())) {
                client.await("home of zoe", exists(home("zoe")), LIMIT);
                assertThat(home("ada")).isDirectory();
                Files.writeString(home("ada").resolve("notes.txt"), "first program");

                Path passwd = hermes.work().resolve("passwd");
                Files.writeString(passwd, Files.readString(passwd).replace("ada:", "lovelace:"));
                hermes.run("server-cli", "update");

                client.await("renamed home", exists(home("lovelace/notes.txt")), LIMIT);
                assertThat(home("ada")).doesNotExist();
            }
            assertThat(server.isAlive()).isTrue();
        }
        assertThat(hermes.work().resolve("cache/server/Users.json.gz")).exists();
    }

    private static Path home(String name) {
        return hermes.work().resolve("homes").resolve(name);
    }

    private static BooleanSupplier exists(Path path) {
        return () -> Files.exists(path);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
