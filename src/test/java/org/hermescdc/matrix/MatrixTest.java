package org.hermescdc.matrix;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hermescdc.Generated;
import org.hermescdc.it.H2;
import org.hermescdc.it.Heimdal;
import org.hermescdc.it.Kafka;
import org.hermescdc.it.MariaDb;
import org.hermescdc.it.Nats;
import org.hermescdc.it.Postgres;
import org.hermescdc.it.Rabbitmq;
import org.hermescdc.it.SambaAd;
import org.hermescdc.it.Slapd;
import org.hermescdc.matrix.Journey.Outage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the same data from every source over every bus to every target, through an outage of each: each of them at
 * least once, all combinations with {@code -Dhermes.full=true}. What the target has in the end is read from the target.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({
    Postgres.class,
    MariaDb.class,
    H2.class,
    Slapd.class,
    Kafka.class,
    Rabbitmq.class,
    Nats.class,
    SambaAd.class,
    Heimdal.class
})
class MatrixTest {

    private static final Logger LOG = LoggerFactory.getLogger(MatrixTest.class);
    private static final boolean FULL = Boolean.getBoolean("hermes.full");
    private static final Predicate<String> WAYS =
            Pattern.compile(System.getProperty("hermes.ways", "")).asPredicate();
    private static final Path PAGE = Path.of("docs/reference/matrix.md");
    private static final Path TABLE = Path.of("target/matrix.txt");

    private final Servers servers;
    private final Set<Object> gone = new HashSet<>();
    private final Map<Way, String> outcomes = new LinkedHashMap<>();
    private Path temporary;

    MatrixTest(
            Postgres.Server postgres,
            MariaDb.Server mariaDb,
            H2.Server h2,
            Slapd.Server slapd,
            Kafka.Broker kafka,
            Rabbitmq.Server rabbitmq,
            Nats.Server nats,
            SambaAd.Server samba,
            Heimdal.Server heimdal) {
        servers = new Servers(postgres, mariaDb, h2, slapd, kafka, rabbitmq, nats, samba, heimdal);
    }

    /** A cell of the matrix. */
    record Way(SourceRow source, BusRow bus, TargetRow target) {

        @Override
        public String toString() {
            return source + " → " + bus + " → " + target;
        }
    }

    @BeforeAll
    void keepOneFolder(@TempDir Path folder) {
        temporary = folder;
    }

    static Stream<Way> ways() {
        return (FULL ? everyWay() : shortWays()).filter(way -> WAYS.test(way.toString()));
    }

    private static Stream<Way> everyWay() {
        return SourceRow.ALL.stream().flatMap(source -> BusRow.ALL.stream()
                .flatMap(bus -> TargetRow.ALL.stream().map(target -> new Way(source, bus, target))));
    }

    /** As many as there are of the kind that has most; the others take turns. */
    private static Stream<Way> shortWays() {
        int sources = SourceRow.ALL.size();
        int buses = BusRow.ALL.size();
        int targets = TargetRow.ALL.size();
        return Stream.iterate(0, number -> number + 1)
                .limit(Math.max(sources, Math.max(buses, targets)))
                .map(number -> new Way(
                        SourceRow.ALL.get(number % sources),
                        BusRow.ALL.get(number % buses),
                        TargetRow.ALL.get(number % targets)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void endsInTheStateOfTheSource(Way way) throws Exception {
        String name = "way" + outcomes.size();
        outcomes.put(way, "unfinished");
        Servers.Place place = new Servers.Place(servers, Files.createDirectory(temporary.resolve(name)), name);
        long start = System.nanoTime();
        Set<Outage> outages = outages(way);
        try (Source source = way.source().maker().make(place);
                Bus bus = way.bus().maker().make(place);
                Target target = way.target().maker().make(place);
                Journey journey = new Journey(
                        place.folder(), source, bus, target, way.target().shows())) {
            journey.make(outages);
        } catch (Exception | AssertionError e) {
            outcomes.put(way, "FAILED: " + e.toString().lines().findFirst().orElseThrow());
            throw e;
        }
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        outcomes.put(way, "same state, %.1f s, away on the way: %s".formatted(millis / 1000.0, outages));
    }

    /** Each source, bus and target is away the first time that it takes part; always in the full form. */
    private Set<Outage> outages(Way way) {
        Set<Outage> outages = EnumSet.noneOf(Outage.class);
        if (isDue(way.source())) {
            outages.add(Outage.SOURCE);
        }
        if (isDue(way.bus()) && (way.bus().isQuick() || FULL)) {
            outages.add(Outage.BUS);
        }
        if (isDue(way.target())) {
            outages.add(Outage.TARGET);
        }
        return outages;
    }

    private boolean isDue(Object row) {
        return gone.add(row) || FULL;
    }

    @Test
    void hasEachSourceBusAndTargetAtLeastOnce() {
        List<Way> ways = shortWays().toList();

        assertThat(ways).extracting(Way::source).containsAll(SourceRow.ALL);
        assertThat(ways).extracting(Way::bus).containsAll(BusRow.ALL);
        assertThat(ways).extracting(Way::target).containsAll(TargetRow.ALL);
    }

    @Test
    void isDocumented() throws IOException {
        String page = Files.readString(PAGE);
        Generated.check(PAGE, page.substring(0, page.indexOf("\n## Sources\n")) + tables());
    }

    private static String tables() {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "## Sources",
                "",
                "| source | a number is | no value is | several values are |",
                "|---|---|---|---|"));
        SourceRow.ALL.forEach(
                row -> lines.add("| " + row.name() + " | " + row.forms().number() + " | "
                        + row.forms().none() + " | " + row.forms().several() + " |"));
        lines.addAll(List.of("", "## Buses", ""));
        lines.add(BusRow.ALL.stream().map(bus -> "`" + bus + "`").collect(joining(", ")));
        lines.addAll(List.of(
                "", "## Targets", "", "| target | what is compared | read by the test through |", "|---|---|---|"));
        TargetRow.ALL.forEach(row -> lines.add("| " + row.name() + " | "
                + row.shows().stream().map(World.Shown::text).collect(joining(", ")) + " | " + row.readBy() + " |"));
        lines.addAll(List.of("", "## The ways of the default run", "", "| source | bus | target |", "|---|---|---|"));
        shortWays().forEach(way -> lines.add("| " + way.source() + " | " + way.bus() + " | " + way.target() + " |"));
        return String.join("\n", lines) + "\n";
    }

    /** After each way: a run of all of them takes an hour. */
    @AfterEach
    void write() throws IOException {
        Files.writeString(TABLE, table());
    }

    @AfterAll
    void print() {
        LOG.info("the matrix:\n{}", table());
    }

    private String table() {
        return outcomes.entrySet().stream()
                .map(entry -> "%-18s %-13s %-40s %s%n"
                        .formatted(
                                entry.getKey().source(),
                                entry.getKey().bus(),
                                entry.getKey().target(),
                                entry.getValue()))
                .collect(joining());
    }
}
