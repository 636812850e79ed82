package org.hermescdc.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {

    private static final String APPLICATION = "hermes-server";

    @TempDir
    private Path folder;

    private Path cache;
    private Path work;

    @BeforeEach
    void makeFolders() throws Exception {
        cache = Files.createDirectory(folder.resolve("cache"));
        work = Files.createDirectory(folder.resolve("work"));
    }

    /** Holds the locks until its standard input ends. */
    static final class Holder {
        public static void main(String[] args) throws Exception {
            try (InstanceLock lock = new InstanceLock(APPLICATION, Path.of(args[0]), Path.of(args[1]))) {
                System.out.println("held by " + lock);
                System.in.read();
            }
        }
    }

    private static Process holder(Path cache, Path work) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        cache.toString(),
                        work.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.readLine()).startsWith("held by");
        return process;
    }

    @Test
    void keepsASecondInstanceOutOfTheCacheEvenFromAnotherDirectory() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Process first = holder(cache, work);

        assertThatThrownBy(() -> new InstanceLock(APPLICATION, cache, elsewhere))
                .isInstanceOf(AlreadyRunningException.class)
                .hasMessageContaining(cache.resolve(".lock").toString());
        first.destroyForcibly().waitFor();
    }

    @Test
    void keepsASecondInstanceOutOfTheWorkingDirectoryEvenWithAnotherCache() throws Exception {
        Path otherCache = Files.createDirectory(folder.resolve("other-cache"));
        Process first = holder(cache, work);

        assertThatThrownBy(() -> new InstanceLock(APPLICATION, otherCache, work))
                .isInstanceOf(AlreadyRunningException.class)
                .hasMessageContaining(InstanceLock.legacyFile(APPLICATION, work, System.getenv())
                        .toString());
        first.destroyForcibly().waitFor();
    }

    @Test
    void isFreeAgainAfterAKilledInstance() throws Exception {
        Process first = holder(cache, work);
        first.destroyForcibly().waitFor();

        new InstanceLock(APPLICATION, cache, work).close();
    }

    @Test
    void keepsASecondInstanceOfTheSameProcessOut() {
        try (InstanceLock first = new InstanceLock(APPLICATION, cache, work)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> new InstanceLock(APPLICATION, cache, work))
                    .isInstanceOf(AlreadyRunningException.class);
        }
    }

    @Test
    void letsServerAndClientRunInOneDirectory() throws Exception {
        Path clientCache = Files.createDirectory(folder.resolve("client-cache"));
        try (InstanceLock server = new InstanceLock(APPLICATION, cache, work);
                InstanceLock client = new InstanceLock("hermes-client-ldap", clientCache, work)) {
            assertThat(client).isNotSameAs(server);
        }
    }

    @Test
    void namesTheFileOfHermes109() {
        assertThat(InstanceLock.legacyFile(APPLICATION, Path.of("/srv/hermes"), Map.of()))
                .hasToString("/tmp/-srv-hermes-hermes-server.lock");
        assertThat(InstanceLock.legacyFile(APPLICATION, Path.of("/srv"), Map.of("TMPDIR", folder.toString())))
                .isEqualTo(folder.resolve("-srv-hermes-server.lock"));
        assertThat(InstanceLock.legacyFile(APPLICATION, Path.of("/srv"), Map.of("TMPDIR", "/no/such/folder")))
                .hasToString("/tmp/-srv-hermes-server.lock");
    }
}
