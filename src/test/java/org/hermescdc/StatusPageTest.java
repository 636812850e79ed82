package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hermescdc.core.HermesException;
import org.hermescdc.it.Chromium;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The status page of a real server and a real client, in a real browser. */
@ExtendWith(Chromium.class)
class StatusPageTest {

    private static final String HOSTILE = "refused</script><img src=x onerror=\"window.stolen=1\"><b>'&amp;";
    private static final Path IMAGES = Path.of("docs/images");

    @TempDir
    private Path folder;

    private final Chromium.Browser browser;
    private ObservedPrograms programs;

    StatusPageTest(Chromium.Browser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void make() {
        programs = new ObservedPrograms(folder);
    }

    @AfterEach
    void close() {
        programs.close();
    }

    @Test
    void showsTheLastCycleAndTheHistoryOfAServer() throws IOException {
        startServer(", token: " + ObservedPrograms.TOKEN);

        try (Chromium.Tab tab = open(programs.serverPort, false)) {
            tab.await("document.querySelector('#state.good')");

            assertThat(text(tab, "h1")).isEqualTo("hermes-server");
            assertThat(text(tab, "#state")).isEqualTo("Ready, started 2031-03-03 08:00:00");
            assertThat(text(tab, "#figures")).contains("45\nentries").contains("0\ndata errors");
            assertThat(text(tab, "#cycle"))
                    .contains("fetch ")
                    .contains("publish ")
                    .contains("save ");
            assertThat(text(tab, "#events-plot")).contains("SRVUsers 106");
            assertThat(text(tab, "#entries-plot")).contains("SRVUsers 44");
            assertThat(tab.complaints()).isEmpty();
            picture(tab, "status-page-server.png");
        }
    }

    @Test
    void groupsTheErrorQueueByMessageAndRunsNothingThatStandsInData() throws IOException {
        programs.startServer("");
        programs.server.cycle();
        programs.startClient(", max_errors: 1, token: " + ObservedPrograms.TOKEN);
        programs.client.iterate();
        programs.server.initsync();
        work(() -> programs.client.iterate());
        programs.target.refused = "refused";
        programs.source.execute(
                "INSERT INTO people VALUES (50, 'refused.amina', 'shared mail boxes'),"
                        + " (51, 'refused.bruno', 'shared mail boxes'), (52, 'refused.chidi', 'shared mail boxes')",
                "INSERT INTO people VALUES (60, '" + HOSTILE.replace("'", "''") + "', '" + HOSTILE.replace("'", "''")
                        + "')",
                "DELETE FROM people WHERE id = 2");
        programs.server.cycle();
        programs.client.iterate();

        try (Chromium.Tab tab = open(programs.clientPort, false)) {
            tab.await("document.querySelectorAll('#queue .row').length == 2");

            assertThat(text(tab, "#problems"))
                    .contains("error queue")
                    .contains("4 objects wait in the error queue; more than 1");
            assertThat(text(tab, "#queue .row:first-child"))
                    .contains("the target refuses shared mail boxes")
                    .contains("refused.amina, refused.bruno, refused.chidi");
            assertThat(tab.evaluate("[...document.querySelectorAll('#queue button')].map(b => b.innerText).join()")
                            .asText())
                    .isEqualTo("Retry all 3,Retry it");
            assertThat(tab.evaluate("document.querySelector('#queue .row:last-child strong').textContent")
                            .asText())
                    .endsWith("the target refuses " + HOSTILE);
            assertThat(text(tab, "#figures")).contains("2\nin the trashbin").contains("4\nobjects with errors");
            assertThat(tab.evaluate("document.querySelectorAll('main img, main script, main b:not(.figure b)').length")
                            .asInt())
                    .isZero();
            assertThat(tab.evaluate("typeof window.stolen").asText()).isEqualTo("undefined");
            assertThat(tab.complaints()).isEmpty();
            picture(tab, "status-page-client.png");
        }
    }

    @Test
    void actsForWhoKnowsTheTokenOnlyAndFromTheKeyboardToo() {
        startServer(", token: " + ObservedPrograms.TOKEN);

        try (Chromium.Tab tab = open(programs.serverPort, false)) {
            tab.await("document.querySelector('#state.good') && !document.getElementById('actions').hidden");
            tab.evaluate(
                    "document.getElementById('token').value = 'a guess'; document.getElementById('pause').click()");
            tab.await("document.getElementById('answer').textContent == 'the token is missing or wrong'");
            assertThat(programs.server.control().pausedSince()).isEmpty();

            tab.evaluate("document.getElementById('token').value = '" + ObservedPrograms.TOKEN
                    + "'; document.getElementById('pause').focus()");
            tab.press("Enter");
            tab.await("document.querySelector('#state.wait')");
            assertThat(programs.server.control().pausedSince()).isPresent();

            tab.evaluate("document.getElementById('resume').click()");
            tab.await("document.querySelector('#state.good')");
            assertThat(programs.server.control().pausedSince()).isEmpty();
        }
    }

    @Test
    void triesEventsAgainForWhoKnowsTheToken() throws Exception {
        programs.startServer("");
        programs.server.cycle();
        programs.startClient(", token: " + ObservedPrograms.TOKEN);
        programs.client.iterate();
        programs.server.initsync();
        programs.client.iterate();
        programs.target.refused = "dmitri";
        programs.source.execute("INSERT INTO people VALUES (50, 'dmitri', 'd@x')");
        programs.server.cycle();
        programs.client.iterate();
        programs.target.refused = "\0";
        CompletableFuture<Void> loop = CompletableFuture.runAsync(programs.client::run);

        assertThat(act(programs.clientPort, "a guess", "{\"argv\": [\"errors\", \"retry\", \"1\"]}"))
                .isEqualTo(403);
        assertThat(act(programs.clientPort, ObservedPrograms.TOKEN, "{\"argv\": [\"errors\", \"drop\", \"1\"]}"))
                .isEqualTo(409);
        try (Chromium.Tab tab = open(programs.clientPort, false)) {
            tab.await("document.querySelectorAll('#queue .row').length == 1");
            tab.evaluate("document.getElementById('token').value = '" + ObservedPrograms.TOKEN
                    + "'; document.querySelector('#queue button').click()");
            tab.await("document.getElementById('answer').textContent.startsWith('done: 1 of 1 event')");
            tab.await("document.querySelectorAll('#queue .row').length == 0");
        } finally {
            programs.client.control().requestStop();
            loop.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void refusesEveryActionWithoutATokenOrThatIsNoneOfThePage() {
        startServer(", token: " + ObservedPrograms.TOKEN);
        programs.startClient("");
        String pause = "{\"argv\": [\"pause\"]}";

        assertThat(act(programs.serverPort, null, pause)).isEqualTo(403);
        assertThat(act(programs.serverPort, "canary", pause)).isEqualTo(403);
        assertThat(act(programs.clientPort, ObservedPrograms.TOKEN, pause)).isEqualTo(403);
        assertThat(act(programs.clientPort, "", pause)).isEqualTo(403);
        assertThat(act(programs.serverPort, ObservedPrograms.TOKEN, "{\"argv\": [\"quit\"]}"))
                .isEqualTo(409);
        assertThat(act(programs.serverPort, ObservedPrograms.TOKEN, "{\"argv\": [\"update\", \"--accept-removals\"]}"))
                .isEqualTo(409);
        assertThat(act(programs.serverPort, ObservedPrograms.TOKEN, "no JSON")).isEqualTo(409);
        assertThat(programs.server.control().pausedSince()).isEmpty();
        assertThat(programs.server.control().isStopRequested()).isFalse();
    }

    @Test
    void showsNoSecretAndTakesNothingFromElsewhere() {
        startServer(", token: " + ObservedPrograms.TOKEN);

        for (String path :
                new String[] {"/", "/page.css", "/page.js", "/status.json", "/observe/health", "/observe/metrics"}) {
            HttpResponse<String> answer = programs.get(programs.serverPort, path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body())
                    .as(path)
                    .doesNotContain(ObservedPrograms.TOKEN)
                    .doesNotContain("https://");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                    .contains("frame-ancestors 'none'");
        }
    }

    @Test
    void tellsHeldRemovalsAndThatTheServerIsNotReady() {
        startServer("");
        programs.source.execute("DELETE FROM people WHERE id > 5");
        assertThatExceptionOfType(HermesException.class).isThrownBy(programs.server::cycle);

        try (Chromium.Tab tab = open(programs.serverPort, false)) {
            tab.await("document.querySelector('#state.bad')");
            assertThat(text(tab, "#held")).contains("42 of 44 SRVUsers");
            assertThat(text(tab, "#problems")).contains("42 of 44 SRVUsers wait for an operator");
            assertThat(text(tab, "#cycle-when")).startsWith("Failed in ");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void canBeReadByAll(boolean dark) {
        startServer(", token: " + ObservedPrograms.TOKEN);

        try (Chromium.Tab tab = open(programs.serverPort, dark)) {
            tab.await("document.querySelector('#state.good')");

            assertThat(tab.evaluate("""
                    (() => {
                      const canvas = document.createElement('canvas').getContext('2d');
                      const luminance = name => {
                        canvas.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
                        const parts = canvas.fillStyle.match(/[0-9a-f]{2}/g).map(hex => parseInt(hex, 16) / 255)
                            .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
                      };
                      const contrast = (a, b) => {
                        const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
                        return (high + 0.05) / (low + 0.05);
                      };
                      return ['--text', '--quiet', '--good', '--bad', '--wait', '--link']
                          .flatMap(ink => ['--page', '--card'].map(paper => [ink, paper, contrast(ink, paper)]))
                          .filter(pair => pair[2] < 4.5).map(String).join('; ');
                    })()""").asText()).isEmpty();
            assertThat(tab.evaluate("[...document.querySelectorAll('svg:not([aria-hidden])')].every(picture =>"
                                    + " picture.getAttribute('role') == 'img' && picture.getAttribute('aria-label'))")
                            .asBoolean())
                    .isTrue();
            assertThat(tab.evaluate("[...document.querySelectorAll('input')].every(field => field.labels.length)")
                            .asBoolean())
                    .isTrue();
            assertThat(tab.evaluate("[...document.querySelectorAll('h1,h2')].map(title => title.tagName).join('')")
                            .asText())
                    .startsWith("H1H2H2");
        }
    }

    /** A server with some cycles behind it. */
    private void startServer(String moreManagement) {
        programs.startServer(moreManagement);
        programs.server.cycle();
        work(() -> {});
    }

    /** Some hours of changes, with what comes after each. */
    private void work(Runnable afterwards) {
        for (int batch = 0; batch < 6; batch++) {
            programs.clock.advance(Duration.ofMinutes(30));
            programs.source.execute(
                    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 6) INSERT INTO people"
                            + " SELECT 100 + " + batch + " * 10 + i, 'user' || i, 'u@x' FROM n",
                    "UPDATE people SET mail = 'v" + batch + "@x' WHERE id % 10 < " + batch);
            programs.source.execute("DELETE FROM people WHERE id = 3 AND " + batch + " = 5");
            programs.server.cycle();
            afterwards.run();
        }
    }

    private Chromium.Tab open(int port, boolean dark) {
        return browser.open("http://127.0.0.1:" + port + "/", 1120, 900, dark);
    }

    private int act(int port, String token, String body) {
        return programs.post(port, "/action", token, body).statusCode();
    }

    private static String text(Chromium.Tab tab, String selector) {
        return tab.evaluate("document.querySelector(\"" + selector + "\").innerText")
                .asText();
    }

    private static void picture(Chromium.Tab tab, String name) throws IOException {
        if (Boolean.getBoolean("hermes.regenerate")) {
            Files.createDirectories(IMAGES);
            Files.write(IMAGES.resolve(name), tab.screenshot());
        }
    }
}
