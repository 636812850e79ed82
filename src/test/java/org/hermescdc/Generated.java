package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the repository that are made from the code. */
public final class Generated {

    private Generated() {}

    /** Fails with the difference if {@code file} is not {@code content}; with {@code -Dhermes.regenerate=true} writes it. */
    public static void check(Path file, String content) throws IOException {
        if (Boolean.getBoolean("hermes.regenerate")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        assertThat(file)
                .as("%s is made from the code; to make it anew: run this test with -Dhermes.regenerate=true", file)
                .exists()
                .content()
                .isEqualTo(content);
    }
}
