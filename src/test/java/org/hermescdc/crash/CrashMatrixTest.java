package org.hermescdc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hermescdc.Generated;
import org.hermescdc.HermesServer;
import org.hermescdc.it.Child;
import org.hermescdc.store.DoubtFormat;
import org.hermescdc.store.FileKind;
import org.hermescdc.store.Store;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills a server at each point of docs/reference/crash-matrix.md, starts the next one, and compares with a server that
 * did the same work and was never killed: once each, 20 times each with {@code -Dhermes.full=true}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashMatrixTest {

    private static final int ROUNDS = Boolean.getBoolean("hermes.full") ? 20 : 1;
    private static final Path PAGE = Path.of("docs/reference/crash-matrix.md");
    private static final String TABLE = "\n| killed during | where | sent again by the next server |\n|---|---|---|\n";

    private Path temporary;
    private CrashSite base;
    private final Map<String, Undisturbed> undisturbed = new HashMap<>();

    /**
     * A work done without a crash.
     *
     * @param site with the work prepared, and not done
     * @param before how many messages are on the bus before it
     * @param events what it sends
     * @param times how often each step comes
     */
    private record Undisturbed(CrashSite site, int before, List<String> events, Map<Step, Integer> times) {}

    @BeforeAll
    void fillTheCache(@TempDir Path folder) {
        temporary = folder;
        base = makeSite(temporary.resolve("base"));
    }

    CrashSite makeSite(Path place) {
        return CrashSite.make(place);
    }

    /** The points at which a server with such a cache is killed. */
    Stream<Point> points() {
        return Stream.of(Point.values());
    }

    Stream<Arguments> kills() {
        return points().flatMap(point -> IntStream.range(0, ROUNDS).mapToObj(round -> Arguments.of(point, round)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kills")
    void losesNothingAndRepeatsNoMoreThanTold(Point point, int round) throws IOException {
        Undisturbed expected =
                undisturbed.computeIfAbsent(point.work() + " " + round, name -> undisturbed(point, round));
        CrashSite site = expected.site().copy(temporary.resolve(point + "-" + round));

        kill(site, point, time(expected.times().get(point.step()), round));

        List<String> reached = site.eventsAfter(expected.before());
        assertBegins(expected.events(), reached);
        List<String> acknowledged =
                Files.exists(site.acknowledged()) ? Files.readAllLines(site.acknowledged()) : List.of();
        assertBegins(reached, acknowledged);
        assertThat(reached.size() - acknowledged.size()).isLessThanOrEqualTo(CrashSite.BATCH);

        restart(site, point.work());

        List<String> sentNow = site.eventsAfter(expected.before() + reached.size());
        int repeated = reached.size() + sentNow.size() - expected.events().size();
        checkRepeated(point.again(), repeated, reached.size());
        assertThat(sentNow)
                .isEqualTo(expected.events()
                        .subList(reached.size() - repeated, expected.events().size()));
        if (point.work() == Work.CYCLE) {
            checkCommits(site, expected.events());
        }
        assertThat(site.told()).isEqualTo(site.sourced(point.work()));
        assertThat(site.cached(point.work())).isEqualTo(site.sourced(point.work()));
    }

    /** Where something may be on the bus of which the cache knows nothing; with {@code -Dhermes.full=true}, everywhere. */
    Stream<Arguments> killsWithSomethingInDoubt() {
        return kills().filter(kill -> {
            Point point = (Point) kill.get()[0];
            return point.work() != Work.INITSYNC && (ROUNDS > 1 || point.again() == Point.Again.ONE_BATCH);
        });
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("killsWithSomethingInDoubt")
    void clientsFollowTheSourceThatGoesBackBeforeTheNextServerStarts(Point point, int round) {
        Undisturbed expected =
                undisturbed.computeIfAbsent(point.work() + " " + round, name -> undisturbed(point, round));
        CrashSite site = expected.site().copy(temporary.resolve("back-" + point + "-" + round));

        kill(site, point, time(expected.times().get(point.step()), round));
        site.goBackTo(base);
        restart(site, Work.CYCLE);

        assertThat(site.told()).isEqualTo(site.sourced(Work.CYCLE));
        assertThat(site.cached(Work.CYCLE)).isEqualTo(site.sourced(Work.CYCLE));
        try (Store cache = site.cache()) {
            assertThat(cache.document("_dataschema-announced", FileKind.STATE).value())
                    .isEmpty();
            assertThat(cache.table("_doubts", DoubtFormat.INSTANCE, FileKind.STATE)
                            .exists())
                    .isFalse();
        }
    }

    @Test
    void isDocumented() throws IOException {
        StringBuilder table = new StringBuilder(TABLE);
        Stream.of(Point.values()).map(Point::row).forEach(table::append);
        String page = Files.readString(PAGE);
        int begin = page.indexOf(TABLE);
        Generated.check(
                PAGE, page.substring(0, begin) + table + page.substring(page.indexOf("\n## The client", begin)));
    }

    private Undisturbed undisturbed(Point point, int round) {
        Work work = point.work();
        CrashSite site = base.copy(temporary.resolve(work + "-" + round));
        site.prepare(work, round);
        int before = site.events().size();
        CrashSite copy = site.copy(temporary.resolve("undisturbed-" + work + "-" + round));
        Map<Step, Integer> times = new EnumMap<>(Step.class);
        HermesServer server = copy.server(
                store -> copy.watched(store, step -> times.merge(step, 1, Integer::sum)),
                bus -> new WatchedBus(bus, step -> times.merge(step, 1, Integer::sum)),
                notification -> {});
        work.run(server);
        Map<Step, Integer> counted = new EnumMap<>(times);
        server.cycle();
        server.stop();
        List<String> events = copy.eventsAfter(before);
        counted.put(Step.BEFORE_COMMIT_ONE, commitsOf(events));
        counted.put(Step.AFTER_COMMIT_ONE, commitsOf(events));
        return new Undisturbed(site, before, events, counted);
    }

    /** A different one of the times that a step comes in each round, as far as it comes often enough; else the third. */
    private static int time(int times, int round) {
        return ROUNDS == 1 ? Math.min(3, times) : 1 + round * times / ROUNDS;
    }

    private void kill(CrashSite site, Point point, int time) {
        Path log = temporary.resolve("crash.log");
        try (Child child = Child.java(
                log,
                CrashingServer.class,
                site.folder().toString(),
                point.work().name(),
                point.step().name(),
                String.valueOf(time))) {
            assertThat(child.awaitExit(Duration.ofMinutes(2)))
                    .as(() -> "the exit code at the " + time + ". time; the log: " + child.log())
                    .isEqualTo(CrashingServer.CRASHED);
        }
    }

    private static void restart(CrashSite site, Work work) {
        HermesServer server = site.server();
        work.run(server);
        server.cycle();
        server.stop();
    }

    private static void checkRepeated(Point.Again again, int repeated, int reached) {
        switch (again) {
            case NOTHING -> assertThat(repeated).isZero();
            case ONE_BATCH -> assertThat(repeated).isBetween(0, CrashSite.BATCH);
            case WHOLE_SEQUENCE -> assertThat(repeated).isEqualTo(reached);
        }
    }

    /** Each entry that was told of is committed, and at most one twice: it is sent alone. */
    private static void checkCommits(CrashSite site, List<String> events) {
        Map<Object, Integer> commits = site.commits();
        assertThat(commits).hasSize(commitsOf(events));
        assertThat(commits.values().stream().filter(times -> times > 1).toList())
                .isSubsetOf(2)
                .hasSizeLessThanOrEqualTo(1);
    }

    /** Where {@code startsWith} of AssertJ refuses an empty beginning: the first kills leave nothing on the bus. */
    private static void assertBegins(List<String> all, List<String> beginning) {
        assertThat(beginning).isEqualTo(all.subList(0, Math.min(beginning.size(), all.size())));
    }

    private static int commitsOf(List<String> events) {
        return (int) events.stream()
                .filter(event -> event.contains("\"objtype\":\"SRVGroups\"") && event.contains("\"base\""))
                .count();
    }
}
