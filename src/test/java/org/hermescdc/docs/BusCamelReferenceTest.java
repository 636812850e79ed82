package org.hermescdc.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The class in docs/reference/bus-camel.md is the one that the tests run. */
class BusCamelReferenceTest {

    @Test
    void showsTheClassThatIsTested() throws IOException {
        assertThat(Path.of("docs/reference/bus-camel.md"))
                .content()
                .contains("```java\n" + Files.readString(Path.of("src/test/java/org/example/NatsOffsets.java"))
                        + "```\n");
    }
}
