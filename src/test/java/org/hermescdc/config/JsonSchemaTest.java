package org.hermescdc.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.hermescdc.Generated;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {

    static final Path FILE = Path.of("config/hermes.schema.json");

    @Test
    void isWhatTheCodeEnforces() throws IOException {
        Generated.check(
                FILE,
                new ObjectMapper()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(JsonSchemaWriter.of(TestConfigs.installed()))
                        + "\n");
    }
}
