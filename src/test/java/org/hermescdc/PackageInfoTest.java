package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackageInfoTest {

    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        assertThat(packages()).isNotEmpty().allSatisfy(folder -> assertThat(
                        Files.readString(folder.resolve("package-info.java")))
                .as("one sentence in %s/package-info.java", folder)
                .startsWith("/** ")
                .contains(". */"));
    }

    private static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
