package org.hermescdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a real server and a real client, and the documentation of their names. */
class MetricsTest {

    private static final Path PAGE = Path.of("docs/reference/metrics.md");
    private static final Path DASHBOARD = Path.of("docs/grafana/hermes-dashboard.json");
    private static final Path ALERTS = Path.of("docs/grafana/hermes-alerts.yml");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_0-9]+)` \\|");
    private static final Pattern NAME = Pattern.compile("\\b(?:hermes|jvm|process|system)_[a-z_0-9]+\\b");
    private static final Pattern SAMPLE = Pattern.compile("([a-z_0-9]+)(\\{.*})? (\\S+)");

    @TempDir
    private Path folder;

    private ObservedPrograms programs;

    @BeforeEach
    void work() {
        programs = new ObservedPrograms(folder);
        programs.startServer("");
        programs.startClient("");
        programs.server.cycle();
        programs.server.initsync();
        programs.client.iterate();
        programs.client.iterate();
        programs.target.refused = "refused";
        programs.source.execute(
                "INSERT INTO people VALUES (4, 'refused', 'd@x'), (5, 'emil', 'e@x')",
                "UPDATE people SET mail = 'a@y' WHERE id = 1",
                "DELETE FROM people WHERE id = 2");
        programs.server.cycle();
        programs.client.iterate();
    }

    @AfterEach
    void close() {
        programs.close();
    }

    @Test
    void countsTheWorkOfAServer() {
        Map<String, Double> samples = samples(programs.serverPort);

        assertThat(only(samples, "hermes_events_total"))
                .containsOnly(
                        Map.entry(events("added", "initsync", "SRVGroups"), 1.0),
                        Map.entry(events("added", "initsync", "SRVUsers"), 3.0),
                        Map.entry(events("init-start", "initsync", ""), 1.0),
                        Map.entry(events("init-stop", "initsync", ""), 1.0),
                        Map.entry(events("added", "base", "SRVUsers"), 2.0),
                        Map.entry(events("modified", "base", "SRVUsers"), 1.0),
                        Map.entry(events("removed", "base", "SRVUsers"), 1.0));
        assertThat(only(samples, "hermes_entries"))
                .containsOnly(
                        Map.entry("hermes_entries{type=\"SRVGroups\"}", 1.0),
                        Map.entry("hermes_entries{type=\"SRVUsers\"}", 4.0));
        assertThat(samples)
                .containsEntry("hermes_cycle_seconds_count{result=\"done\"}", 2.0)
                .containsEntry("hermes_phase_seconds_count{phase=\"fetch\"}", 2.0)
                .containsEntry("hermes_phase_seconds_count{phase=\"publish\"}", 1.0)
                .containsEntry("hermes_paused", 0.0)
                .containsEntry("hermes_failed", 0.0)
                .containsEntry("hermes_held_removals{type=\"SRVUsers\"}", 0.0)
                .containsEntry("hermes_last_cycle_timestamp_seconds", (double)
                        programs.clock.instant().getEpochSecond());
    }

    @Test
    void countsTheWorkOfAClient() {
        programs.clock.advance(java.time.Duration.ofMinutes(61));
        programs.client.iterate();

        Map<String, Double> samples = samples(programs.clientPort);

        assertThat(samples)
                .containsEntry(events("added", "base", "SRVUsers"), 2.0)
                .containsEntry("hermes_entries{type=\"Groups\"}", 1.0)
                .containsEntry("hermes_entries{type=\"Users\"}", 3.0)
                .containsEntry("hermes_trashbin{type=\"Users\"}", 1.0)
                .containsEntry("hermes_queue_events", 1.0)
                .containsEntry("hermes_queue_errors", 1.0)
                .containsEntry("hermes_retries_total", 1.0)
                .containsEntry("hermes_bus_lag", 0.0)
                .containsEntry("hermes_bus_next_offset", 11.0)
                .containsEntry("hermes_initialised", 1.0)
                .containsEntry("hermes_foreign_messages_total", 0.0)
                .containsEntry(handler("added", "done", "Groups"), 1.0)
                .containsEntry(handler("added", "done", "Users"), 4.0)
                .containsEntry(handler("added", "failed", "Users"), 2.0)
                .containsEntry(handler("modified", "done", "Users"), 1.0)
                .containsEntry(handler("trashed", "done", "Users"), 1.0);
    }

    @Test
    void hasExactlyTheNamesOfTheDocumentation() throws IOException {
        Set<String> shown = families(programs.serverPort);
        shown.addAll(families(programs.clientPort));

        assertThat(shown).containsExactlyInAnyOrderElementsOf(documented());
    }

    @Test
    void givesTheDashboardAndTheAlertsNoNameThatIsNotThere() throws IOException {
        Set<String> known = new TreeSet<>();
        for (int port : new int[] {programs.serverPort, programs.clientPort}) {
            samples(port).keySet().forEach(sample -> known.add(sample.replaceFirst("\\{.*", "")));
        }
        JsonNode dashboard = new JsonMapper().readTree(DASHBOARD.toFile());
        Set<String> used = new TreeSet<>();
        dashboard.path("panels").forEach(panel -> panel.path("targets")
                .forEach(target -> used.addAll(names(target.path("expr").asText()))));
        assertThat(used).hasSizeGreaterThan(10);
        assertThat(known).containsAll(used).containsAll(names(Files.readString(ALERTS)));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(match -> match.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> documented() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(Matcher::find)
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> families(int port) {
        return programs.get(port, "/observe/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, Double> samples(int port) {
        Map<String, Double> samples = new LinkedHashMap<>();
        programs.get(port, "/observe/metrics").body().lines().forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                samples.put(
                        sample.group(1) + (sample.group(2) == null ? "" : sample.group(2)),
                        Double.valueOf(sample.group(3)));
            }
        });
        return samples;
    }

    private static Map<String, Double> only(Map<String, Double> samples, String name) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(name + "{"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String events(String event, String category, String type) {
        return "hermes_events_total{category=\"" + category + "\",event=\"" + event + "\",type=\"" + type + "\"}";
    }

    private static String handler(String event, String result, String type) {
        return "hermes_handler_seconds_count{event=\"" + event + "\",result=\"" + result + "\",type=\"" + type + "\"}";
    }
}
