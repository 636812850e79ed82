package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hermescdc.camel.server.ModelRule.Item;
import org.hermescdc.camel.server.ServerCase.Source;
import org.hermescdc.camel.server.ServerCase.Step;
import org.hermescdc.camel.server.ServerCase.Type;
import org.hermescdc.core.merge.PkeyMergeConstraint;

/** spec/02 done in the plainest way, on maps and lists. It shares no code with the server. */
final class ModelServer {

    private final ServerCase life;
    private final Map<String, List<Map<String, Object>>> rows = new HashMap<>();
    private final Map<String, Map<Object, Map<String, Object>>> cache = new LinkedHashMap<>();
    private final Map<String, Map<Object, Object>> secretsTold = new HashMap<>();
    private final Map<String, Map<Object, Doubt>> doubts = new HashMap<>();
    private Map<String, List<Map<String, Object>>> rowsBefore = Map.of();
    private Map<String, Object> errors = Map.of();
    private Map<String, Object> warnings = Map.of();
    private boolean updated;
    private String exception;

    ModelServer(ServerCase life) {
        this.life = life;
        life.types().forEach(type -> {
            cache.put(type.name(), new TreeMap<>(ModelServer::compareKeys));
            secretsTold.put(type.name(), new HashMap<>());
            doubts.put(type.name(), new HashMap<>());
        });
    }

    /** What one cycle finds of one type. */
    private static final class Found {
        final Map<Object, Map<String, Object>> entries = new LinkedHashMap<>();
        final Set<Object> inconsistencies = new HashSet<>();
        final Set<Object> conflicts = new HashSet<>();
        final Set<Object> mergeFiltered = new HashSet<>();
        final Set<Object> integrityFiltered = new HashSet<>();

        boolean isUntrusted(Object key) {
            return inconsistencies.contains(key) || conflicts.contains(key);
        }
    }

    /** What clients may know of an object beside what the cache has: its states, null where it may be unknown to them. */
    private static final class Doubt {
        final List<Map<String, Object>> states = new ArrayList<>();
        boolean ofSecret;
    }

    /**
     * One event.
     *
     * @param state what a client knows of the object once it has read it, without its secret; null: nothing
     * @param ofSecret whether it tells of the secret
     * @param acknowledged what its acknowledgement does
     */
    private record Sending(List<Object> event, Map<String, Object> state, boolean ofSecret, Runnable acknowledged) {

        Object kind() {
            return event.get(0);
        }

        String type() {
            return event.get(1).toString();
        }

        Object key() {
            return event.get(2);
        }
    }

    Observed cycle(Step step) {
        if (step.restart()) {
            secretsTold.values().forEach(Map::clear);
            warnings = Map.of();
        }
        Map<String, List<Map<String, Object>>> last = Map.copyOf(rows);
        if (step.back()) {
            rows.clear();
            rows.putAll(rowsBefore);
        }
        rowsBefore = last;
        rows.putAll(step.rows());
        List<List<Object>> asked = new ArrayList<>();
        Map<String, Found> found = new LinkedHashMap<>();
        for (Type type : life.types()) {
            Map<String, List<Item>> fetched = new LinkedHashMap<>();
            for (Source source : type.sources()) {
                String path = type.name() + "." + source.name();
                asked.add(List.of(
                        path, keysBefore(found), (long) cache.get(type.name()).size()));
                if (path.equals(step.down())) {
                    return failed(List.of(), asked, path);
                }
                fetched.put(source.name(), entries(type, rows.getOrDefault(path, List.of())));
            }
            found.put(type.name(), merged(type, fetched));
        }
        constrain(found);
        List<List<Object>> events = new ArrayList<>();
        for (List<Sending> batch : batches(sendings(found))) {
            int free = updated && step.accepted() != null ? step.accepted() - events.size() : batch.size();
            if (free < batch.size()) {
                return broken(step, batch, free, events, asked);
            }
            batch.forEach(sending -> {
                if (updated) {
                    events.add(sending.event());
                }
                sending.acknowledged().run();
            });
        }
        doubts.forEach((type, objects) ->
                objects.keySet().removeIf(key -> !found.get(type).isUntrusted(key)));
        return succeeded(events, asked, found);
    }

    /** Objects of which clients may know something else than the cache says. */
    Set<List<Object>> doubtful() {
        Set<List<Object>> objects = new HashSet<>();
        doubts.forEach((type, keys) -> keys.keySet().forEach(key -> objects.add(List.of(type, key))));
        return objects;
    }

    /** The secrets that clients must know: type, key → value. */
    Map<List<Object>, Object> secrets() {
        Map<List<Object>, Object> secrets = new HashMap<>();
        secretsTold.forEach((type, keys) -> keys.forEach((key, value) -> secrets.put(List.of(type, key), value)));
        return secrets;
    }

    private List<List<Sending>> batches(List<Sending> sendings) {
        List<List<Sending>> batches = new ArrayList<>();
        for (Sending sending : sendings) {
            List<Sending> last = batches.isEmpty() ? List.of() : batches.get(batches.size() - 1);
            boolean fits = !last.isEmpty()
                    && last.size() < life.batchSize()
                    && last.get(0).kind().equals(sending.kind())
                    && last.get(0).type().equals(sending.type());
            if (!fits) {
                last = new ArrayList<>();
                batches.add(last);
            }
            last.add(sending);
        }
        return batches;
    }

    private Observed broken(
            Step step, List<Sending> batch, int free, List<List<Object>> events, List<List<Object>> asked) {
        int arrived = step.lost() == null ? free : Math.min(batch.size(), free + step.lost());
        batch.subList(0, arrived).forEach(sending -> events.add(sending.event()));
        if (step.dies()) {
            batch.forEach(this::doubt);
            secretsTold.values().forEach(Map::clear);
            warnings = Map.of();
            return observed(events, asked, List.of(), true);
        }
        batch.subList(0, free).forEach(sending -> sending.acknowledged().run());
        if (step.lost() != null) {
            batch.subList(free, batch.size()).forEach(this::doubt);
        }
        return failed(events, asked, "bus");
    }

    private void doubt(Sending sending) {
        Doubt doubt = doubts.get(sending.type()).computeIfAbsent(sending.key(), key -> new Doubt());
        doubt.states.add(sending.state());
        doubt.ofSecret |= sending.ofSecret();
    }

    private Set<Object> keysBefore(Map<String, Found> found) {
        return found.isEmpty()
                ? Set.of()
                : found.get(life.types().get(0).name()).entries.keySet().stream()
                        .collect(java.util.stream.Collectors.toSet());
    }

    private static List<Item> entries(Type type, List<Map<String, Object>> fetched) {
        List<Item> items = new ArrayList<>();
        for (Map<String, Object> row : fetched) {
            Map<String, Object> attributes = new TreeMap<>();
            row.forEach((name, value) -> {
                if (value != null && !value.equals(List.of())) {
                    attributes.put(name, value);
                }
            });
            items.add(new Item(key(type, attributes), attributes));
        }
        return items;
    }

    private static Object key(Type type, Map<String, Object> attributes) {
        return type.composite() ? List.of(attributes.get("id"), attributes.get("part")) : attributes.get("id");
    }

    private Found merged(Type type, Map<String, List<Item>> fetched) {
        Found found = new Found();
        enforceMergeConstraints(type, fetched, found);
        boolean first = true;
        for (Source source : type.sources()) {
            if (first) {
                takeFirst(fetched.get(source.name()), found);
            } else {
                takeLater(type, source, fetched.get(source.name()), found);
            }
            first = false;
        }
        Set<Object> untrusted = new HashSet<>(found.inconsistencies);
        untrusted.addAll(found.conflicts);
        for (Object key : untrusted) {
            found.entries.remove(key);
            if (cache.get(type.name()).containsKey(key)) {
                found.entries.put(key, cache.get(type.name()).get(key));
            }
        }
        return found;
    }

    private static void enforceMergeConstraints(Type type, Map<String, List<Item>> fetched, Found found) {
        boolean dropped = true;
        while (dropped) {
            dropped = false;
            Map<String, List<Item>> seen = new LinkedHashMap<>(fetched);
            for (Source source : type.sources()) {
                List<Item> kept = new ArrayList<>();
                for (Item item : seen.get(source.name())) {
                    if (source.constraints().stream().allMatch(rule -> rule.holds(item, seen))) {
                        kept.add(item);
                    } else {
                        found.mergeFiltered.add(item.key());
                        dropped = true;
                    }
                }
                fetched.put(source.name(), kept);
            }
        }
    }

    private static void takeFirst(List<Item> items, Found found) {
        for (Item item : items) {
            if (found.entries.put(item.key(), item.attributes()) != null) {
                found.inconsistencies.add(item.key());
            }
        }
        found.inconsistencies.forEach(found.entries::remove);
    }

    private static void takeLater(Type type, Source source, List<Item> items, Found found) {
        PkeyMergeConstraint constraint = source.pkeyConstraint();
        Set<Object> before = Set.copyOf(found.entries.keySet());
        Set<Object> brought = new HashSet<>();
        for (Item item : items) {
            Object key = item.key();
            brought.add(key);
            if (found.isUntrusted(key)) {
                continue;
            }
            boolean there = found.entries.containsKey(key);
            boolean drop =
                    switch (constraint) {
                        case NO_CONSTRAINT -> false;
                        case MUST_NOT_EXIST -> before.contains(key); // a duplicate within the source merges
                        case MUST_ALREADY_EXIST, MUST_EXIST_IN_BOTH -> !before.contains(key);
                    };
            if (drop) {
                found.mergeFiltered.add(key);
            } else if (there) {
                mergeInto(type, item, found);
            } else {
                found.entries.put(key, item.attributes());
            }
        }
        if (constraint == PkeyMergeConstraint.MUST_EXIST_IN_BOTH) {
            for (Object key : List.copyOf(found.entries.keySet())) {
                if (!brought.contains(key)) {
                    found.entries.remove(key);
                    found.mergeFiltered.add(key);
                }
            }
        }
    }

    private static void mergeInto(Type type, Item later, Found found) {
        Map<String, Object> merged = new TreeMap<>(found.entries.get(later.key()));
        boolean conflict = false;
        for (Map.Entry<String, Object> attribute : later.attributes().entrySet()) {
            Object earlier = merged.putIfAbsent(attribute.getKey(), attribute.getValue());
            conflict |= earlier != null && !earlier.equals(attribute.getValue());
        }
        if (conflict && !type.keepFirstValue()) {
            found.conflicts.add(later.key());
            found.entries.remove(later.key());
        } else {
            found.entries.put(later.key(), merged);
        }
    }

    private void constrain(Map<String, Found> found) {
        boolean dropped = true;
        while (dropped) {
            dropped = false;
            for (Type type : life.types()) {
                Map<String, List<Item>> all = new LinkedHashMap<>();
                found.forEach((name, content) -> all.put(name, items(content)));
                for (Item item : all.get(type.name())) {
                    if (!type.constraints().stream().allMatch(rule -> rule.holds(item, all))) {
                        found.get(type.name()).entries.remove(item.key());
                        found.get(type.name()).integrityFiltered.add(item.key());
                        dropped = true;
                    }
                }
            }
        }
    }

    private static List<Item> items(Found found) {
        List<Item> items = new ArrayList<>();
        found.entries.forEach((key, attributes) -> items.add(new Item(key, attributes)));
        return items;
    }

    private List<Sending> sendings(Map<String, Found> found) {
        List<Sending> added = new ArrayList<>();
        List<Sending> modified = new ArrayList<>();
        List<Sending> removed = new ArrayList<>();
        for (Type type : life.types()) {
            Map<Object, Map<String, Object>> fetched = found.get(type.name()).entries;
            Map<Object, Map<String, Object>> known = cache.get(type.name());
            for (Object key : sorted(fetched.keySet())) {
                Map<String, Object> entry = fetched.get(key);
                Map<String, Object> sent = without(entry, "note", "own", "hidden");
                boolean untrusted = found.get(type.name()).isUntrusted(key);
                boolean mayBeUnknown = doubt(type, key).states.contains(null) && !untrusted;
                if (!known.containsKey(key) || mayBeUnknown) {
                    added.add(new Sending(
                            List.of("added", type.name(), key, sent),
                            without(sent, "secret"),
                            sent.containsKey("secret"),
                            () -> remember(type, key, entry)));
                } else if (!untrusted) {
                    List<Object> event = modification(type, key, sent);
                    if (event != null) {
                        modified.add(new Sending(
                                event,
                                without(sent, "secret"),
                                event.subList(3, 6).toString().contains("secret"),
                                () -> remember(type, key, entry)));
                    }
                }
            }
            Set<Object> mayBeKnown = new HashSet<>(known.keySet());
            doubts.get(type.name()).forEach((key, doubt) -> {
                boolean maybe = doubt.states.stream().anyMatch(state -> state != null);
                if (maybe && !found.get(type.name()).isUntrusted(key)) {
                    mayBeKnown.add(key);
                }
            });
            List<Sending> ofType = new ArrayList<>();
            for (Object key : sorted(mayBeKnown)) {
                if (!fetched.containsKey(key)) {
                    ofType.add(new Sending(List.of("removed", type.name(), key), null, false, () -> forget(type, key)));
                }
            }
            removed.addAll(0, ofType);
        }
        List<Sending> all = new ArrayList<>(added);
        all.addAll(modified);
        all.addAll(removed);
        return all;
    }

    private Doubt doubt(Type type, Object key) {
        return doubts.get(type.name()).getOrDefault(key, new Doubt());
    }

    /** The event that turns what clients know into {@code sent}; null if there is nothing to tell. */
    private List<Object> modification(Type type, Object key, Map<String, Object> sent) {
        Map<String, Object> known = new TreeMap<>(without(cache.get(type.name()).get(key), "note"));
        Object secret = secretsTold.get(type.name()).get(key);
        if (secret != null) {
            known.put("secret", secret);
        }
        Map<String, Object> added = new TreeMap<>();
        Map<String, Object> changed = new TreeMap<>();
        sent.forEach((name, value) -> {
            if (!known.containsKey(name)) {
                added.put(name, value);
            } else if (!known.get(name).equals(value)) {
                changed.put(name, value);
            }
        });
        Set<String> gone = new TreeSet<>(known.keySet());
        gone.removeAll(sent.keySet());
        Doubt doubt = doubt(type, key);
        for (Map<String, Object> state : doubt.states) {
            state.forEach((name, value) -> {
                if (!sent.containsKey(name)) {
                    gone.add(name);
                } else if (!sent.get(name).equals(value)) {
                    added.remove(name);
                    changed.put(name, sent.get(name));
                }
            });
            sent.forEach((name, value) -> {
                if (!name.equals("secret") && !state.containsKey(name) && !added.containsKey(name)) {
                    changed.put(name, value);
                }
            });
        }
        if (doubt.ofSecret && !sent.containsKey("secret")) {
            gone.add("secret");
        } else if (doubt.ofSecret && !added.containsKey("secret")) {
            changed.put("secret", sent.get("secret"));
        }
        return added.isEmpty() && changed.isEmpty() && gone.isEmpty()
                ? null
                : List.of("modified", type.name(), key, added, changed, gone);
    }

    private void remember(Type type, Object key, Map<String, Object> entry) {
        doubts.get(type.name()).remove(key);
        cache.get(type.name()).put(key, without(entry, "secret", "own", "hidden"));
        if (entry.containsKey("secret")) {
            secretsTold.get(type.name()).put(key, entry.get("secret"));
        } else {
            secretsTold.get(type.name()).remove(key);
        }
    }

    private void forget(Type type, Object key) {
        doubts.get(type.name()).remove(key);
        cache.get(type.name()).remove(key);
        secretsTold.get(type.name()).remove(key);
    }

    private Observed failed(List<List<Object>> events, List<List<Object>> asked, String reason) {
        List<String> told = reason.equals(exception) ? List.of() : List.of("unhandled exception");
        exception = reason;
        return observed(events, asked, told, false);
    }

    private Observed succeeded(List<List<Object>> events, List<List<Object>> asked, Map<String, Found> found) {
        Map<String, Object> errorsNow = new TreeMap<>();
        Map<String, Object> warningsNow = new TreeMap<>();
        found.forEach((type, content) -> {
            Map<String, Object> wrong = new TreeMap<>();
            list(wrong, "inconsistencies", type, content.inconsistencies);
            list(wrong, "mergeConflicts", type, content.conflicts);
            if (!wrong.isEmpty()) {
                errorsNow.put(type, Map.of("error", wrong));
            }
            Map<String, Object> filtered = new TreeMap<>();
            list(filtered, "integrityFiltered", type, content.integrityFiltered);
            list(filtered, "mergeFiltered", type, content.mergeFiltered);
            if (!filtered.isEmpty()) {
                warningsNow.put(type, filtered);
            }
        });
        List<String> told = new ArrayList<>();
        if (!errorsNow.equals(errors)) {
            told.add(errorsNow.isEmpty() ? "no more data errors" : "data errors met");
        }
        if (exception != null) {
            told.add("no more unhandled exception");
        }
        errors = errorsNow;
        warnings = warningsNow;
        exception = null;
        updated = true;
        return observed(events, asked, told, false);
    }

    private void list(Map<String, Object> kinds, String kind, String type, Set<Object> keys) {
        if (!keys.isEmpty()) {
            List<Object> shown = new ArrayList<>();
            for (Object key : sorted(keys)) {
                shown.add(cache.get(type).containsKey(key) ? "<" + type + "[" + bare(key) + "]>" : key);
            }
            kinds.put(kind, shown);
        }
    }

    private static String bare(Object key) {
        return key instanceof List<?> parts ? "(" + parts.get(0) + ", " + parts.get(1) + ")" : key.toString();
    }

    private Observed observed(List<List<Object>> events, List<List<Object>> asked, List<String> told, boolean died) {
        Map<String, List<Map<String, Object>>> content = new TreeMap<>();
        List<List<Object>> initsync = new ArrayList<>();
        cache.forEach((type, entries) -> {
            content.put(type, List.copyOf(entries.values()));
            entries.forEach((key, entry) -> initsync.add(List.of("added", type, key, without(entry, "note"))));
        });
        return new Observed(
                List.copyOf(events),
                content,
                errors,
                warnings,
                exception != null,
                died,
                told,
                List.copyOf(asked),
                updated ? initsync : null);
    }

    private static Map<String, Object> without(Map<String, Object> entry, String... names) {
        Map<String, Object> rest = new TreeMap<>(entry);
        rest.keySet().removeAll(new LinkedHashSet<>(List.of(names)));
        return rest;
    }

    private static List<Object> sorted(Set<Object> keys) {
        List<Object> list = new ArrayList<>(keys);
        list.sort(ModelServer::compareKeys);
        return list;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compareKeys(Object a, Object b) {
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return Comparator.comparing((List<?> key) -> key.get(0), ModelServer::compareKeys)
                    .thenComparing(key -> key.get(1), ModelServer::compareKeys)
                    .compare(x, y);
        }
        return ((Comparable) a).compareTo(b);
    }
}
