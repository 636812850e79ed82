package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line reads of a file: its own {@code -cli} file, or the application's. */
class SocketPathTest {

    @TempDir
    Path folder;

    @Test
    void ignoresAllOtherKeysAndTheirReferences() {
        assertThat(load("""
                hermes:
                  cli_socket: {path: /run/s, modus: x}
                  mail: ${file:/readable/by/the/server/only}
                surprise: [1, 2]
                """)).contains(Path.of("/run/s"));
    }

    @Test
    void isEmptyWhereTheFileHasNone() {
        assertThat(load("")).isEmpty();
        assertThat(load("hermes:\n  cli_socket:\n")).isEmpty();
        assertThat(load("hermes: {cli_socket: {path: null}}")).isEmpty();
    }

    @Test
    void takesAReference() {
        assertThat(load("hermes: {cli_socket: {path: '${env:RUN}/s'}}")).contains(Path.of("/run/s"));
    }

    @Test
    void refusesWhatIsNoPath() {
        assertRefused("hermes: {cli_socket: {path: 12}}", "found int 12; allowed: string");
        assertRefused("hermes: {cli_socket: {path: '${env:NONE}'}}", "the environment variable 'NONE' is not set");
        assertRefused(
                "hermes: {cli_socket: {path: " + "x".repeat(108) + "}}",
                "found a path of 108 bytes; allowed: up to 107");
    }

    private void assertRefused(String text, String message) {
        assertThatThrownBy(() -> load(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith(":1:29: hermes.cli_socket.path: " + message);
    }

    private Optional<Path> load(String text) {
        return TestConfigs.loader(Map.of("RUN", "/run")).loadSocketPath(TestConfigs.write(folder, text));
    }
}
