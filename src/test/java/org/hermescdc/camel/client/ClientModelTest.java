package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.hermescdc.camel.FatalException;
import org.hermescdc.camel.client.ClientCase.Step;
import org.hermescdc.core.errorqueue.Autoremediation;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.translate.ReservedNames;

/** Any events, failures and restarts: once nothing fails any more the target is what the naive model says (spec/04). */
class ClientModelTest {

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void endsWithTheTargetThatTheModelSays(@ForAll("lives") ClientCase life) {
        Set<String> met = live(life);
        for (String happening : List.of(
                "added again",
                "recycled",
                "recycled again",
                "modified",
                "modified again",
                "trashed",
                "trashed again",
                "removed",
                "removed again",
                "failed in the middle",
                "dropped")) {
            Statistics.label(happening).collect(met.contains(happening)).coverage(cases -> cases.check(true)
                    .percentage(share -> share > 3));
        }
    }

    @Property(tries = 50_000, edgeCases = EdgeCasesMode.NONE)
    @AddLifecycleHook(FullOnly.class)
    void endsWithTheTargetThatTheModelSaysInTheLongForm(@ForAll("lives") ClientCase life) {
        live(life);
    }

    /** {@code client-cases.jsonl} holds the shrunk cases of failures that there were once, one a line. */
    @Example
    void endsWellInCasesThatFailedOnce() throws IOException {
        try (InputStream cases = getClass().getResourceAsStream("client-cases.jsonl")) {
            new String(cases.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(ClientCase::parse)
                    .forEach(ClientModelTest::live);
        }
    }

    @Provide
    Arbitrary<ClientCase> lives() {
        return ClientCases.lives();
    }

    /** @return what happened to the target */
    private static Set<String> live(ClientCase life) {
        boolean steady = life.always(s -> s.datamodel() == life.settings().datamodel()
                && s.trashbin() == life.settings().trashbin());
        boolean unmerged = life.always(s -> s.remediation() == Autoremediation.DISABLED);
        boolean changing = life.steps().stream().noneMatch(step -> step.kind() == ClientCase.Kind.REPEAT);
        ModelTarget target = new ModelTarget(steady && !life.strict(), unmerged, changing);
        ModelWorld world = new ModelWorld(life.strict());
        ClientSteps client = new ClientSteps(world::datamodel, target);
        client.start(life.settings());
        life.initial().forEach(world::put);
        target.fail(life.failures());
        client.put(world.initsync());
        client.turn();
        check(client, world, target, life);
        ClientCase.Settings settings = life.settings();
        for (Step step : life.steps()) {
            settings = step.settings() == null ? settings : step.settings();
            take(step, client, world, target, settings);
            if (step.kind() == ClientCase.Kind.TURN) {
                check(client, world, target, life);
            }
        }
        settle(client, world, target, life, settings);
        checkEnd(client, world, target, life, settings);
        return target.met();
    }

    private static void take(
            Step step, ClientSteps client, ModelWorld world, ModelTarget target, ClientCase.Settings settings) {
        Instant now = client.clock().instant();
        switch (step.kind()) {
            case PUT -> client.put(world.put(step.numbers()));
            case REMOVE -> client.put(world.remove(step.number(0), step.number(1), now));
            case REPEAT -> client.put(world.repeat(step.number(0), now));
            case INITSYNC -> client.put(world.initsync());
            case FAIL -> target.fail(step.numbers());
            case PASS -> client.clock().advance(Duration.ofHours(step.number(0)));
            case TURN -> turn(client, settings);
            case DROP ->
                client.drop(step.number(0))
                        .ifPresent(object -> target.adopt(
                                object, client.local(object.type()).plain().find(object.key())));
            case RESTART -> {
                if (step.number(0) == 1) {
                    client.stop();
                }
                client.start(step.settings());
            }
        }
    }

    /** A client that ends because an object of a type that is gone cannot be removed is started again. */
    private static void turn(ClientSteps client, ClientCase.Settings settings) {
        try {
            client.turn();
        } catch (FatalException e) {
            client.start(settings);
        }
    }

    /** Nothing fails any more, and what could not be translated is corrected. */
    private static void settle(
            ClientSteps client, ModelWorld world, ModelTarget target, ClientCase life, ClientCase.Settings settings) {
        target.failNoMore();
        if (life.strict()) {
            client.put(world.correct());
        }
        for (int turn = 0; turn < 3 || turn < 20 && !client.isQuiet(); turn++) {
            client.clock().advance(Duration.ofHours(1));
            turn(client, settings);
            check(client, world, target, life);
        }
        assertThat(client.queue()).as("error queue at the end of %s", life).isEmpty();
    }

    private static void check(ClientSteps client, ModelWorld world, ModelTarget target, ClientCase life) {
        if (client.behind() > 0) {
            return;
        }
        for (String type : ModelWorld.TYPES) {
            Twins twins = client.remote(type);
            assertThat(ClientSteps.kept(twins.complete()))
                    .as("complete %s of %s", type, life)
                    .isEqualTo(world.objects(type));
            checkTwins(twins, type, client.queue().isEmpty(), life);
        }
        for (String type : client.localTypes()) {
            Twins twins = client.local(type);
            assertThat(ClientSteps.kept(twins.plain()))
                    .as("%s as processed, of %s", type, life)
                    .isEqualTo(target.kept(type));
            Map<Key, Entry> trashed = ClientSteps.trashed(twins.plain());
            trashed.replaceAll((key, entry) -> entry.without(Set.of(ReservedNames.TRASHED_AT)));
            assertThat(trashed.keySet())
                    .as("trashed %s of %s", type, life)
                    .isEqualTo(target.trashed(type).keySet());
            checkTwins(twins, type, client.queue().isEmpty(), life);
        }
    }

    private static void checkTwins(Twins twins, String type, boolean queueIsEmpty, ClientCase life) {
        if (queueIsEmpty) {
            assertThat(ClientSteps.kept(twins.plain()))
                    .as("%s and its twin, of %s", type, life)
                    .isEqualTo(ClientSteps.kept(twins.complete()));
            assertThat(new HashSet<>(twins.plain().trashedKeys()))
                    .as("trashbin of %s and its twin, of %s", type, life)
                    .isEqualTo(new HashSet<>(twins.complete().trashedKeys()));
        }
    }

    private static void checkEnd(
            ClientSteps client, ModelWorld world, ModelTarget target, ClientCase life, ClientCase.Settings settings) {
        Instant purged = client.clock().instant().minus(ClientSteps.RETENTION);
        for (String type : ModelWorld.LOCAL_TYPES) {
            assertThat(target.kept(type))
                    .as("target's %s of %s", type, life)
                    .isEqualTo(world.expected(settings.datamodel(), type));
            Set<Key> trashed = new HashSet<>();
            world.removed(settings.datamodel(), type).forEach((key, since) -> {
                if (settings.trashbin() && !since.isBefore(purged)) {
                    trashed.add(key);
                }
            });
            assertThat(trashed)
                    .as("what may be trashed, of %s", life)
                    .containsAll(target.trashed(type).keySet());
            boolean alwaysKept = life.always(s -> s.trashbin() && s.datamodel() == 0)
                    && life.always(s -> s.remediation() != Autoremediation.MAXIMUM);
            if (alwaysKept) {
                assertThat(target.trashed(type).keySet())
                        .as("trashed %s of %s", type, life)
                        .isEqualTo(trashed);
            }
        }
    }
}
