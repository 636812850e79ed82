package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The published schema of statuses. */
public final class StatusSchema {

    private static final JsonSchema SCHEMA = read(Path.of("docs/status.schema.json"));

    private StatusSchema() {}

    public static void assertFits(JsonNode status) {
        assertThat(SCHEMA.validate(status)).as("problems of %s", status).isEmpty();
    }

    static void assertFitsNot(JsonNode status) {
        assertThat(SCHEMA.validate(status)).as("problems of %s", status).isNotEmpty();
    }

    private static JsonSchema read(Path file) {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
