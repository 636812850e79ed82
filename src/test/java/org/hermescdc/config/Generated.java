package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the repository that are made from the code. */
final class Generated {

    private Generated() {}

    /** Fails with the difference if {@code file} is not {@code content}; with {@code -Dhermes.regenerate=true} writes it. */
    static void check(Path file, String content) throws IOException {
        if (Boolean.getBoolean("hermes.regenerate")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        assertThat(file)
                .as(
                        "%s is made from the code; to make it anew: mvn test -Dtest='%s' -Dhermes.regenerate=true",
                        file, "JsonSchemaTest,ReferenceTest")
                .exists()
                .content()
                .isEqualTo(content);
    }
}
