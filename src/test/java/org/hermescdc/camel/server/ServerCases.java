package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.hermescdc.camel.server.ModelRule.Form;
import org.hermescdc.camel.server.ServerCase.Source;
import org.hermescdc.camel.server.ServerCase.Step;
import org.hermescdc.camel.server.ServerCase.Type;
import org.hermescdc.core.merge.PkeyMergeConstraint;

/** Random lives of a server. Few keys and few values, so that duplicates, conflicts and references happen often. */
final class ServerCases {

    private static final List<String> NAMES = List.of("Groups", "Users", "Members");
    private static final List<String> SOURCES = List.of("hr", "badge", "guests");
    private static final List<Object> NUMBERS = List.of(1L, 2L, 3L, 10L);
    private static final List<Object> TEXTS = List.of("b", "a", "10", "9");

    private ServerCases() {}

    static Arbitrary<ServerCase> lives() {
        return Arbitraries.integers().between(1, 3).flatMap(types -> Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(false, false, true),
                        Arbitraries.integers().between(1, 3).list().ofSize(types))
                .flatAs((batchSize, texts, sources) -> lives(batchSize, texts, sources)));
    }

    private static Arbitrary<ServerCase> lives(int batchSize, boolean texts, List<Integer> sources) {
        List<String> names = NAMES.subList(0, sources.size());
        List<String> paths = new ArrayList<>();
        List<Arbitrary<Type>> types = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            List<String> ofType = SOURCES.subList(0, sources.get(i));
            types.add(type(names.get(i), names, ofType, texts));
            ofType.forEach(source -> paths.add(names.get(paths(paths)) + "." + source));
            paths.add(null);
        }
        paths.removeIf(path -> path == null);
        return Combinators.combine(
                        Combinators.combine(types).as(list -> list),
                        step(paths, texts).list().ofMinSize(1).ofMaxSize(6))
                .as((datamodel, steps) -> new ServerCase(batchSize, datamodel, steps));
    }

    /** The number of types whose paths are complete. */
    private static int paths(List<String> paths) {
        return (int) paths.stream().filter(path -> path == null).count();
    }

    private static Arbitrary<Type> type(String name, List<String> types, List<String> sources, boolean texts) {
        List<Arbitrary<Source>> each = new ArrayList<>();
        sources.forEach(source -> each.add(source(source, sources, texts)));
        return Combinators.combine(
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.of(true, false),
                        rule(types, texts).list().ofMaxSize(2),
                        Combinators.combine(each).as(list -> list))
                .as((composite, keepFirst, rules, list) -> new Type(name, composite, keepFirst, rules, list));
    }

    private static Arbitrary<Source> source(String name, List<String> sources, boolean texts) {
        return Combinators.combine(
                        Arbitraries.of(PkeyMergeConstraint.values()),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just(List.<ModelRule>of())),
                                Tuple.of(1, rule(sources, texts).list().ofSize(1))))
                .as((constraint, rules) -> new Source(name, constraint, rules));
    }

    private static Arbitrary<Step> step(List<String> paths, boolean texts) {
        Arbitrary<List<Map<String, Object>>> table = row(texts).list().ofMaxSize(5);
        Arbitrary<Map<String, List<Map<String, Object>>>> changes =
                Arbitraries.maps(Arbitraries.of(paths), table).ofMinSize(0).ofMaxSize(paths.size());
        return Combinators.combine(
                        Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true)),
                        changes,
                        Arbitraries.of(paths).injectNull(0.9),
                        Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true)),
                        Arbitraries.integers().between(0, 3).injectNull(0.7),
                        Arbitraries.integers().between(0, 2).injectNull(0.3),
                        Arbitraries.frequency(Tuple.of(2, false), Tuple.of(1, true)))
                .as(Step::new);
    }

    private static Arbitrary<Map<String, Object>> row(boolean texts) {
        List<Object> ids = texts ? TEXTS : NUMBERS;
        return Combinators.combine(
                        Arbitraries.of(ids),
                        Arbitraries.frequency(Tuple.of(5, 1L), Tuple.of(1, 2L)),
                        texts
                                ? mostly(List.of(1L, 2L), List.of(2L, 1L), List.of(1L, 2.0), List.of())
                                : mostly(1L, 1.0, "1", List.of(1L), List.of(), true),
                        mostly(ids.get(0), ids.get(1), 2.0, true, "x"),
                        mostly(1L, 0L, "0", "", "False", "None", "x", List.of(0L), false, 0.0),
                        mostly("s1", "s2", 1L),
                        mostly("n1", "n2"),
                        mostly("o1", "o2"))
                .as((id, part, a, ref, flag, secret, note, own) -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("id", id);
                    row.put("part", part);
                    row.put("a", a);
                    row.put("ref", ref);
                    row.put("flag", flag);
                    row.put("secret", secret);
                    row.put("note", note);
                    row.put("own", own);
                    row.put("hidden", own);
                    return row;
                });
    }

    /** The first value most of the time, null and the others sometimes: else no two rows would agree. */
    private static Arbitrary<Object> mostly(Object usual, Object... others) {
        return Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.just(usual)),
                Tuple.of(3, Arbitraries.just((Object) null)),
                Tuple.of(3, Arbitraries.of(others)));
    }

    private static Arbitrary<ModelRule> rule(List<String> collections, boolean texts) {
        Arbitrary<ModelRule> leaf = leaf(collections, texts);
        return Arbitraries.frequencyOf(
                Tuple.of(3, leaf),
                Tuple.of(
                        1,
                        Combinators.combine(Arbitraries.of(Form.AND, Form.OR), leaf, leaf)
                                .as((form, a, b) -> new ModelRule(form, List.of(a, b), null, null, null))),
                Tuple.of(1, leaf.map(part -> new ModelRule(Form.NOT, List.of(part), null, null, null))));
    }

    private static Arbitrary<ModelRule> leaf(List<String> collections, boolean texts) {
        List<Object> ids = texts ? TEXTS : NUMBERS;
        Arbitrary<String> collection = Arbitraries.of(collections);
        Arbitrary<String> reference = Arbitraries.of("ref", "id", "ref");
        return Arbitraries.frequencyOf(
                Tuple.of(
                        4,
                        Combinators.combine(Arbitraries.of(Form.IN, Form.NOT_IN, Form.SELECT), reference, collection)
                                .as((form, name, of) -> new ModelRule(form, List.of(), name, of, null))),
                Tuple.of(
                        1,
                        Combinators.combine(Arbitraries.of(Form.TUPLE_IN, Form.LOOKUP), collection)
                                .as((form, of) -> new ModelRule(form, List.of(), null, of, null))),
                Tuple.of(
                        1,
                        Combinators.combine(collection, Arbitraries.longs().between(0, 2))
                                .as((of, count) -> new ModelRule(Form.COUNT, List.of(), null, of, count))),
                Tuple.of(
                        2,
                        Arbitraries.of("a", "ref", "flag", "secret", "note", "own")
                                .map(name -> new ModelRule(Form.DEFINED, List.of(), name, null, null))),
                Tuple.of(
                        1,
                        Arbitraries.of(1L, 1.0, "1", "x")
                                .map(value -> new ModelRule(Form.EQUALS, List.of(), "a", null, value))),
                Tuple.of(
                        1, Arbitraries.of(ids).map(value -> new ModelRule(Form.GREATER, List.of(), "id", null, value))),
                Tuple.of(1, Arbitraries.just(new ModelRule(Form.VALUE, List.of(), "flag", null, null))));
    }
}
