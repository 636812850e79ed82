package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that a distribution writes beside its jars. */
class SharedClassesIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void readsTheClassesOfHermesFromTheArchive() throws Exception {
        Distribution hermes = Distribution.unpack(folder);
        assertThat(classesFromTheArchive(hermes)).isZero();

        assertThat(hermes.status(folder.resolve("share.log"), Map.of(), "--share-classes"))
                .isZero();

        Path lib = hermes.home().resolve("lib");
        assertThat(lib.resolve("hermes.jsa")).isNotEmptyFile();
        assertThat(lib.resolve("hermes.jsa.new")).doesNotExist();
        assertThat(classesFromTheArchive(hermes)).isGreaterThan(20);
    }

    @Test
    void startsWithoutAnArchiveThatCannotBeUsed() throws Exception {
        Distribution hermes = Distribution.unpack(folder);
        Files.writeString(hermes.home().resolve("lib/hermes.jsa"), "of another Java");

        assertThat(hermes.run("version")).startsWith("hermes ").hasLineCount(1);
    }

    /** Classes of Hermes, where a command loads them as the JVM tells. */
    private long classesFromTheArchive(Distribution hermes) throws Exception {
        Path log = folder.resolve("version.log");
        Child.run(
                log,
                LIMIT,
                Map.of("HERMES_JAVA_OPTS", "-Xlog:class+load"),
                List.of(hermes.home().resolve("bin/hermes").toString(), "version"));
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(" org.hermescdc.") && line.contains("shared objects file (top)"))
                .count();
    }
}
