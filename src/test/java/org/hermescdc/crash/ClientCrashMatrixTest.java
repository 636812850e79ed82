package org.hermescdc.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hermescdc.Generated;
import org.hermescdc.crash.LoggedTarget.Effect;
import org.hermescdc.it.Child;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills a client at each point of docs/reference/crash-matrix.md, starts the next one, and compares with a client that did
 * the same work and was never killed: once each, 20 times each with {@code -Dhermes.full=true}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientCrashMatrixTest {

    private static final int ROUNDS = Boolean.getBoolean("hermes.full") ? 20 : 1;
    private static final Path PAGE = Path.of("docs/reference/crash-matrix.md");
    private static final String TABLE =
            "\n| killed during | where | called again by the next client |\n|---|---|---|\n";
    private static final String END = "\n## ";

    private Path temporary;
    private final Map<String, Undisturbed> undisturbed = new HashMap<>();

    /**
     * A work done without a crash.
     *
     * @param site with the work prepared, and not done
     * @param before how many effects there are before it
     * @param effects of the work, in their order
     * @param files of the cache afterwards
     * @param times how often each step comes
     */
    private record Undisturbed(
            ClientSite site,
            int before,
            List<String> effects,
            Map<String, String> files,
            Map<ClientStep, Integer> times) {}

    @BeforeAll
    void keepOneFolder(@TempDir Path folder) {
        temporary = folder;
    }

    static Stream<Arguments> kills() {
        return Stream.of(ClientWork.values()).flatMap(work -> Stream.of(ClientStep.values())
                .filter(work::has)
                .flatMap(step -> IntStream.range(0, ROUNDS).mapToObj(round -> Arguments.of(work, step, round))));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("kills")
    void losesNothingAndFlagsWhatItRepeats(ClientWork work, ClientStep step, int round) {
        Undisturbed expected = undisturbed.computeIfAbsent(work + " " + round, name -> undisturbed(work, round));
        ClientSite site = expected.site().copy(temporary.resolve(work + "-" + step + "-" + round));

        kill(site, work, step, time(expected.times().get(step), round));
        int reached = site.target().effects().size();
        site.live(work);

        List<Effect> effects = site.target().effects();
        assertThat(withoutRepeated(effects, expected.before(), reached, work.repeats(step)))
                .containsExactlyElementsOf(expected.effects());
        assertThat(site.files()).isEqualTo(expected.files());
    }

    /** The last effect before the death may be there once more, at once, with its flag. */
    private static List<String> withoutRepeated(List<Effect> effects, int before, int reached, boolean repeats) {
        List<String> what = new ArrayList<>();
        for (int i = before; i < effects.size(); i++) {
            Effect effect = effects.get(i);
            boolean repeated = repeats
                    && i == reached
                    && i > before
                    && effect.again()
                    && effects.get(i - 1).what().equals(effect.what());
            if (!repeated) {
                what.add(effect.what());
            }
        }
        return what;
    }

    @Test
    void isDocumented() throws IOException {
        StringBuilder table = new StringBuilder(TABLE);
        for (ClientWork work : ClientWork.values()) {
            for (ClientStep step :
                    Stream.of(ClientStep.values()).filter(work::has).toList()) {
                table.append("| " + work.text() + " | " + step.text() + " | "
                        + (work.repeats(step) ? "at most the last handler, with `isAnErrorRetry`" : "none") + " |\n");
            }
        }
        String page = Files.readString(PAGE);
        int begin = page.indexOf(TABLE);
        Generated.check(PAGE, page.substring(0, begin) + table + page.substring(page.indexOf(END, begin)));
    }

    private Undisturbed undisturbed(ClientWork work, int round) {
        ClientSite site = ClientSite.make(temporary.resolve(work + "-" + round), work, round);
        int before = site.target().effects().size();
        ClientSite copy = site.copy(temporary.resolve("undisturbed-" + work + "-" + round));
        Map<ClientStep, Integer> times = new EnumMap<>(ClientStep.class);
        copy.live(work, step -> times.merge(step, 1, Integer::sum));
        List<Effect> effects = copy.target().effects();
        return new Undisturbed(
                site,
                before,
                effects.subList(before, effects.size()).stream()
                        .map(Effect::what)
                        .toList(),
                copy.files(),
                times);
    }

    /** A different one of the times that a step comes in each round, as far as it comes often enough; else the third. */
    private static int time(int times, int round) {
        return ROUNDS == 1 ? Math.min(3, times) : 1 + round * times / ROUNDS;
    }

    private void kill(ClientSite site, ClientWork work, ClientStep step, int time) {
        try (Child child = Child.java(
                site.folder().resolve("crash.log"),
                CrashingClient.class,
                site.folder().toString(),
                work.name(),
                step.name(),
                String.valueOf(time))) {
            assertThat(child.awaitExit(ClientSite.limit()))
                    .as(() -> "the exit code at the " + time + ". time; the log: " + child.log())
                    .isEqualTo(CrashingClient.CRASHED);
        }
    }
}
