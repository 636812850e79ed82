package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.hermescdc.core.HermesException;
import org.hermescdc.ops.Application;
import org.hermescdc.ops.ControlCommands;
import org.hermescdc.ops.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real programs answer to {@code status --json} fits the published schema, which lets no unknown key pass. */
class StatusSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ObservedPrograms programs;

    @BeforeEach
    void start(@TempDir Path folder) {
        programs = new ObservedPrograms(folder);
        programs.startServer("");
        programs.startClient("");
    }

    @AfterEach
    void close() {
        programs.close();
    }

    /** The status with {@code -v}; without it, too, it fits. */
    private static JsonNode status(Application application) throws Exception {
        StatusSchema.assertFits(ask(application, "-j"));
        JsonNode verbose = ask(application, "-jv");
        StatusSchema.assertFits(verbose);
        return verbose;
    }

    private static JsonNode ask(Application application, String option) throws Exception {
        Reply reply = ControlCommands.answer(application, List.of("status", option));
        assertThat(reply.retcode()).isZero();
        return JSON.readTree(reply.retmsg());
    }

    private void fill() {
        programs.server.cycle();
        programs.server.initsync();
        programs.client.iterate();
        programs.client.iterate();
    }

    @Test
    void fitsAtTheStartAndWhenAllIsDone() throws Exception {
        status(programs.server);
        assertThat(status(programs.client)
                        .at("/hermes-client-usersgroups_null/information/initsync")
                        .asText())
                .isEqualTo("waiting for a complete sequence");
        fill();

        assertThat(status(programs.server)
                        .at("/hermes-server/information/lastCycle/result")
                        .asText())
                .isEqualTo("done");
        assertThat(status(programs.client)
                        .at("/hermes-client-usersgroups_null/information/initsync")
                        .asText())
                .isEqualTo("done");
    }

    @Test
    void fitsWhilePaused() throws Exception {
        programs.server.control().pause();
        programs.client.control().pause();

        assertThat(status(programs.server)
                        .at("/hermes-server/information/status")
                        .asText())
                .isEqualTo("paused");
        assertThat(status(programs.client)
                        .at("/hermes-client-usersgroups_null/information/status")
                        .asText())
                .isEqualTo("paused");
    }

    @Test
    void fitsWhileRemovalsAreHeld() throws Exception {
        fill();
        programs.source.execute("DELETE FROM people");
        assertThatThrownBy(programs.server::cycle).isInstanceOf(HermesException.class);

        assertThat(status(programs.server).at("/SRVUsers/error/held/removed").asInt())
                .isEqualTo(3);
    }

    @Test
    void fitsAfterAnExceptionOfTheServer() throws Exception {
        fill();
        programs.source.execute("DROP TABLE people");
        assertThatThrownBy(programs.server::cycle).isInstanceOf(HermesException.class);

        assertThat(status(programs.server)
                        .at("/hermes-server/error/unhandledException")
                        .asText())
                .contains("people");
    }

    @Test
    void fitsWithEventsInTheErrorQueue() throws Exception {
        fill();
        programs.target.refused = "d";
        programs.source.execute("INSERT INTO people VALUES (4, 'dmitri', 'd@x')");
        programs.server.cycle();
        programs.client.iterate();

        JsonNode queued = status(programs.client).at("/errorQueue/error/1");
        assertThat(queued.at("/objattrs/login").asText()).isEqualTo("dmitri");
        assertThat(ask(programs.client, "-j").at("/errorQueue/error/1").fieldNames())
                .toIterable()
                .containsExactly("objrepr", "errorMsg");
    }

    @Test
    void refusesKeysThatItDoesNotName() throws Exception {
        fill();
        for (Application application : List.of(programs.server, programs.client)) {
            JsonNode status = status(application);
            String itself = application.name();
            for (String level : List.of("information", "warning", "error")) {
                ObjectNode changed = status.deepCopy();
                ((ObjectNode) changed.get(itself).get(level)).put("novelty", 1);
                StatusSchema.assertFitsNot(changed);
            }
            ObjectNode changed = status.deepCopy();
            ((ObjectNode) changed.get(itself)).putObject("fatal");
            StatusSchema.assertFitsNot(changed);
        }
    }
}
