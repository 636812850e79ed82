package org.hermescdc.camel.client;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.hermescdc.camel.client.ClientCase.Kind;
import org.hermescdc.camel.client.ClientCase.Settings;
import org.hermescdc.camel.client.ClientCase.Step;
import org.hermescdc.core.errorqueue.Autoremediation;
import org.hermescdc.core.errorqueue.ForeignKeysPolicy;

/** Random lives of a client. Few objects and few values, so that events of one object meet in the error queue. */
final class ClientCases {

    private static final int LONGEST = 40;

    private ClientCases() {}

    /** In some everything may change with a restart, in some only what the error queue and the trashbin do not depend on. */
    static Arbitrary<ClientCase> lives() {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(Autoremediation.values()),
                        Arbitraries.of(true, false))
                .flatAs((free, remediation, trashbin) -> free
                        ? lives(settings(
                                Arbitraries.of(Autoremediation.values()),
                                Arbitraries.of(true, false),
                                Arbitraries.integers().between(0, ModelWorld.DATAMODELS - 1)))
                        : lives(settings(
                                Arbitraries.just(remediation), Arbitraries.just(trashbin), Arbitraries.just(0))));
    }

    private static Arbitrary<ClientCase> lives(Arbitrary<Settings> settings) {
        return Combinators.combine(
                        settings,
                        Arbitraries.of(false, false, true),
                        numbers(type(), key(), value(), value(), value()).list().ofMaxSize(5),
                        outcomes().injectNull(0.7),
                        step(settings).list().ofMinSize(2).ofMaxSize(LONGEST))
                .as((first, strict, initial, failures, steps) ->
                        new ClientCase(first, strict, initial, failures == null ? List.of() : failures, steps));
    }

    private static Arbitrary<Settings> settings(
            Arbitrary<Autoremediation> remediation, Arbitrary<Boolean> trashbin, Arbitrary<Integer> datamodel) {
        return Combinators.combine(remediation, Arbitraries.of(ForeignKeysPolicy.values()), trashbin, datamodel)
                .as(Settings::new);
    }

    private static Arbitrary<Step> step(Arbitrary<Settings> settings) {
        return Arbitraries.frequencyOf(
                Tuple.of(8, step(Kind.PUT, numbers(type(), key(), value(), value(), value()))),
                Tuple.of(4, step(Kind.REMOVE, numbers(type(), key()))),
                Tuple.of(1, step(Kind.REPEAT, numbers(Arbitraries.integers().between(1, 6)))),
                Tuple.of(1, step(Kind.INITSYNC, numbers())),
                Tuple.of(4, step(Kind.FAIL, outcomes())),
                Tuple.of(2, step(Kind.PASS, numbers(Arbitraries.integers().between(1, 40)))),
                Tuple.of(6, step(Kind.TURN, numbers())),
                Tuple.of(1, step(Kind.DROP, numbers(Arbitraries.integers().between(0, 3)))),
                Tuple.of(
                        1,
                        Combinators.combine(Arbitraries.integers().between(0, 1), settings)
                                .as((well, changed) -> new Step(Kind.RESTART, List.of(well), changed))));
    }

    private static Arbitrary<Integer> type() {
        return Arbitraries.frequency(Tuple.of(3, 0), Tuple.of(6, 1), Tuple.of(3, 2), Tuple.of(1, 3));
    }

    private static Arbitrary<Integer> key() {
        return Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(2, 1), Tuple.of(1, 2), Tuple.of(1, 3));
    }

    private static Arbitrary<Integer> value() {
        return Arbitraries.integers().between(0, 2);
    }

    private static Arbitrary<List<Integer>> outcomes() {
        return Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(5, 1), Tuple.of(1, 2), Tuple.of(2, 3))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static Arbitrary<Step> step(Kind kind, Arbitrary<List<Integer>> numbers) {
        return numbers.map(list -> new Step(kind, list, null));
    }

    @SafeVarargs
    private static Arbitrary<List<Integer>> numbers(Arbitrary<Integer>... parts) {
        return parts.length == 0
                ? Arbitraries.just(List.of())
                : Combinators.combine(List.of(parts)).as(list -> list);
    }
}
