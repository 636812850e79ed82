package org.hermescdc.camel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.hermescdc.FullOnly;

/** Any datamodel, any sources, cycle after cycle: the server does what the model of spec/02 does. */
class ServerModelTest {

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void doesWhatTheModelDoes(@ForAll("lives") ServerCase life) {
        Set<String> met = check(life);
        for (String happening : List.of(
                "added",
                "modified",
                "removed",
                "inconsistencies",
                "mergeConflicts",
                "mergeFiltered",
                "integrityFiltered",
                "failed",
                "died")) {
            Statistics.label(happening).collect(met.contains(happening)).coverage(cases -> cases.check(true)
                    .percentage(share -> share > 3));
        }
    }

    @Property(tries = 100_000, edgeCases = EdgeCasesMode.NONE)
    @AddLifecycleHook(FullOnly.class)
    void doesWhatTheModelDoesInTheLongForm(@ForAll("lives") ServerCase life) {
        check(life);
    }

    /** {@code server-cases.jsonl} holds the shrunk cases of failures that there were once, one a line. */
    @Example
    void doesWhatTheModelDoesInCasesThatFailedOnce() throws IOException {
        try (InputStream cases = getClass().getResourceAsStream("server-cases.jsonl")) {
            new String(cases.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(ServerCase::parse)
                    .forEach(ServerModelTest::check);
        }
    }

    @Provide
    Arbitrary<ServerCase> lives() {
        return ServerCases.lives();
    }

    /** @return what happened, of the words of events, errors and warnings */
    private static Set<String> check(ServerCase life) {
        Set<String> met = new HashSet<>();
        ModelServer model = new ModelServer(life);
        ServerSteps server = new ServerSteps(life);
        List<List<Object>> sent = null;
        for (int number = 0; number < life.steps().size(); number++) {
            Observed expected = model.cycle(life.steps().get(number));
            Observed found = server.cycle(life.steps().get(number));
            assertThat(found).as("cycle %d of %s", number + 1, life).isEqualTo(expected);
            note(found, met);
            if (sent != null) {
                sent.addAll(found.events());
            } else if (found.initsync() != null) {
                sent = new ArrayList<>(found.initsync());
            }
            if (!found.failed() && !found.died()) {
                checkClient(sent, found.initsync(), model, "replay after cycle " + (number + 1) + " of " + life);
            }
        }
        return met;
    }

    /** A client that has read all events knows what the cache has; secrets apart, which no initsync carries. */
    private static void checkClient(
            List<List<Object>> sent, List<List<Object>> initsync, ModelServer model, String when) {
        Map<List<Object>, Map<String, Object>> known = replayed(sent);
        Map<List<Object>, Map<String, Object>> cached = replayed(initsync);
        known.keySet().removeAll(model.doubtful());
        cached.keySet().removeAll(model.doubtful());
        model.secrets().forEach((object, secret) -> {
            if (known.containsKey(object) && known.get(object).containsKey("secret")) {
                assertThat(known.get(object)).as(when).containsEntry("secret", secret);
            }
        });
        known.values().forEach(attributes -> attributes.remove("secret"));
        assertThat(known).as(when).isEqualTo(cached);
    }

    private static void note(Observed found, Set<String> met) {
        found.events().forEach(event -> met.add(event.get(0).toString()));
        String told = found.errors().toString() + found.warnings();
        for (String kind : List.of("inconsistencies", "mergeConflicts", "mergeFiltered", "integrityFiltered")) {
            if (told.contains(kind + "=")) {
                met.add(kind);
            }
        }
        if (found.failed()) {
            met.add("failed");
        }
        if (found.died()) {
            met.add("died");
        }
    }

    /** What a client knows after these events, by type and key. */
    @SuppressWarnings("unchecked")
    private static Map<List<Object>, Map<String, Object>> replayed(List<List<Object>> events) {
        Map<List<Object>, Map<String, Object>> known = new HashMap<>();
        for (List<Object> event : events == null ? List.<List<Object>>of() : events) {
            List<Object> object = event.subList(1, 3);
            switch (event.get(0).toString()) {
                case "added" -> known.put(object, new TreeMap<>((Map<String, Object>) event.get(3)));
                case "modified" -> {
                    Map<String, Object> attributes = known.get(object);
                    attributes.putAll((Map<String, Object>) event.get(3));
                    attributes.putAll((Map<String, Object>) event.get(4));
                    attributes.keySet().removeAll((Set<Object>) event.get(5));
                }
                default -> known.remove(object);
            }
        }
        return known;
    }
}
