package org.hermescdc.plugin.handler.nothing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.camel.handler.Calls;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NullHandlerTest {

    private final Logger log = (Logger) LoggerFactory.getLogger(NullHandler.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private TestClient client;

    @BeforeEach
    void begin() {
        client = new TestClient(new NullHandler(), Settings.EMPTY, Set.of("Whatever"));
        log.setLevel(Level.INFO);
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void end() {
        log.detachAppender(lines);
        log.setLevel(null);
        client.close();
    }

    @Test
    void logsEveryEventOfEveryTypeWithoutSecrets() {
        client.handle(Calls.withSecrets(Calls.added("Whatever", 1, Map.of("a", 1, "pin", 1234)), "pin"));
        client.handle(Calls.withSecrets(client.toModify("Whatever", 1, Map.of("b", 2, "pin", "4321")), "pin"));
        client.knows("Whatever", 1, Map.of("b", 2));
        client.trashed("Whatever", 1);
        client.recycled("Whatever", 1);
        client.handle(Calls.withSecrets(client.toRemove("Whatever", 1), "pin"));
        client.saved();

        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
                .isEqualTo(List.of(
                        "INFO Whatever[1] added: {a=1, pin=<SECRET_VALUE(int)>}",
                        "INFO Whatever[1] modified: added {b=2}, modified {pin=<SECRET_VALUE(string)>}, removed [a]",
                        "INFO Whatever[1] trashed: it was {b=2}",
                        "INFO Whatever[1] recycled: {b=2}",
                        "INFO Whatever[1] removed: it was {b=2}",
                        "INFO saved"));
    }
}
