package org.hermescdc.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/event.schema.json} allows what is on the bus, and nothing else. */
class EventSchemaTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonSchema schema;

    EventSchemaTest() throws IOException {
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/event.schema.json")));
    }

    @Test
    void allowsEveryRecordedEventAndWhatWeWriteForIt() throws IOException {
        List<JsonNode> events = recorded();

        assertThat(events).hasSizeGreaterThan(500);
        for (JsonNode event : events) {
            assertThat(schema.validate(event)).as(event.toString()).isEmpty();
            String ours = EventJson.write(EventJson.read(event.toString()));
            assertThat(schema.validate(MAPPER.readTree(ours))).as(ours).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"evcategory\":\"base\",\"eventtype\":\"init-stop\",\"objtype\":null,\"objpkey\":null,\"objattrs\":{}}",
                "{\"evcategory\":\"base\",\"eventtype\":\"removed\",\"objtype\":null,\"objpkey\":1,\"objattrs\":{}}",
                "{\"evcategory\":\"base\",\"eventtype\":\"removed\",\"objtype\":\"Users\",\"objpkey\":null,\"objattrs\":{}}",
                "{\"evcategory\":\"base\",\"eventtype\":\"modified\",\"objtype\":\"Users\",\"objpkey\":1,\"objattrs\":{}}",
                "{\"evcategory\":\"base\",\"eventtype\":\"added\",\"objtype\":\"a/b\",\"objpkey\":1,\"objattrs\":{}}"
            })
    void refusesWhatNoClientWouldTake(String json) throws IOException {
        assertThat(schema.validate(MAPPER.readTree(json))).isNotEmpty();
    }

    private static List<JsonNode> recorded() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        Path scenarios = Path.of(System.getProperty("hermes.vectors", "src/test/vectors"), "scenarios");
        try (Stream<Path> files = Files.walk(scenarios)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                MAPPER.readTree(file.toFile()).path("events").forEach(item -> events.add(item.get("event")));
            }
        }
        return events;
    }
}
