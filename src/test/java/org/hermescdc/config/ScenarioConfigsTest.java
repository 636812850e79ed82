package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ScenarioConfigsTest {

    private static final Path SCENARIOS = TestConfigs.VECTORS.resolve("scenarios");

    @TestFactory
    Stream<DynamicTest> loadsEveryFileWrittenForHermes109() throws IOException {
        try (Stream<Path> files = Files.find(SCENARIOS, 2, (file, a) -> isConfiguration(file))) {
            List<Path> valid = files.filter(file -> !file.toString().contains("invalid-configurations"))
                    .sorted()
                    .toList();
            assertThat(valid).hasSizeGreaterThan(150);
            return valid.stream()
                    .map(file -> dynamicTest(SCENARIOS.relativize(file).toString(), () -> load(file)));
        }
    }

    private static boolean isConfiguration(Path file) {
        return file.getFileName().toString().matches("(server|client)-config.*\\.yml");
    }

    private static void load(Path file) {
        ConfigLoader loader = TestConfigs.loader(Map.of());
        if (file.getFileName().toString().startsWith("server")) {
            assertThat(loader.loadServer(file).datamodel()).isNotEmpty();
        } else {
            assertThat(loader.loadClient(file, "recorder").effective()).isNotEmpty();
        }
    }
}
