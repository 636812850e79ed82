package org.hermescdc.camel.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.translate.Datamodel;
import org.hermescdc.core.translate.FakeTemplate;
import org.hermescdc.core.translate.LocalType;

/**
 * The naive model: what the server has, what it puts on the bus for that, and what the target must be then, each a plain
 * map. The attribute {@code a} of an object is its name, {@code b} and {@code c} have no meaning; 0 stands for none.
 */
final class ModelWorld {

    static final List<String> TYPES = List.of("SRVGroups", "SRVUsers", "SRVMembers", "SRVNotes");
    /** All that some datamodel has. */
    static final List<String> LOCAL_TYPES = List.of("Groups", "Users", "Boxes", "Members", "Cards");

    /**
     * How many datamodels there are. The first has no Cards; the second has no Boxes either; the third has no text in Groups
     * and makes the attribute x of Users another way; the fourth has them all.
     */
    static final int DATAMODELS = 4;

    private static final List<Object> KEYS = List.of(1L, 2L, 3L, 10L);

    private final boolean strict;
    private final Map<String, Map<Key, Entry>> objects = new HashMap<>();
    private final Map<String, Map<Key, Instant>> removals = new HashMap<>();
    private final Set<Integer> users = new TreeSet<>();
    private final List<Event> sent = new ArrayList<>();

    /** @param strict whether the template of the attribute {@code z} wants both its variables, or none */
    ModelWorld(boolean strict) {
        this.strict = strict;
        TYPES.forEach(type -> {
            objects.put(type, new HashMap<>());
            removals.put(type, new HashMap<>());
        });
    }

    static DataSchema schema() {
        Map<String, DataSchema.DataType> types = new LinkedHashMap<>();
        for (String type : TYPES) {
            boolean member = type.equals("SRVMembers");
            types.put(
                    type,
                    new DataSchema.DataType(
                            member ? List.of("a", "b", "c", "gid", "uid") : List.of("a", "b", "c", "id"),
                            List.of(),
                            member ? List.of("gid", "uid") : List.of("id"),
                            member
                                    ? Map.of(
                                            "gid", new DataSchema.ForeignKey("SRVGroups", "id"),
                                            "uid", new DataSchema.ForeignKey("SRVUsers", "id"))
                                    : Map.of()));
        }
        return new DataSchema(types);
    }

    /** The objects of a remote type. */
    Map<Key, Entry> objects(String type) {
        return objects.get(type);
    }

    /** The server has the object of a type and key, the first two numbers, with the attributes a, b and c. */
    List<Event> put(List<Integer> numbers) {
        int type = numbers.get(0);
        int key = numbers.get(1);
        if (type == 1) {
            users.add(key);
        }
        Map<String, Object> attributes = new HashMap<>(identity(type, key));
        for (int place = 2; place < numbers.size(); place++) {
            String attribute = List.of("a", "b", "c").get(place - 2);
            if (numbers.get(place) != 0) {
                attributes.put(attribute, attribute + numbers.get(place));
            }
        }
        Entry entry = Entry.of(attributes);
        Key at = at(type, key);
        String name = TYPES.get(type);
        Entry before = objects.get(name).put(at, entry);
        if (before == null) {
            return send(new Event.Added(Event.Category.BASE, name, at, entry));
        }
        EntryDelta delta = EntryDelta.between(before, entry);
        return delta.isEmpty() ? List.of() : send(new Event.Modified(name, at, delta));
    }

    List<Event> remove(int type, int key, Instant now) {
        String name = TYPES.get(type);
        Key at = at(type, key);
        if (objects.get(name).remove(at) == null) {
            return List.of();
        }
        removals.get(name).put(at, now);
        return send(new Event.Removed(name, at));
    }

    /** What was sent last comes again: after it everything is as before. */
    List<Event> repeat(int count, Instant now) {
        List<Event> again = List.copyOf(sent.subList(Math.max(0, sent.size() - count), sent.size()));
        Map<String, Set<Key>> there = new HashMap<>();
        objects.forEach((type, entries) -> there.put(type, new HashSet<>(entries.keySet())));
        for (Event event : again) {
            if (event instanceof Event.Added added) {
                there.get(added.type()).add(added.key());
            } else if (event instanceof Event.Removed removed
                    && there.get(removed.type()).remove(removed.key())) {
                removals.get(removed.type()).put(removed.key(), now);
            }
        }
        return again;
    }

    List<Event> initsync() {
        sent.clear();
        List<Event> sequence = new ArrayList<>();
        sequence.add(new Event.InitStart(schema()));
        for (String type : TYPES) {
            objects.get(type)
                    .forEach((key, entry) -> sequence.add(new Event.Added(Event.Category.INITSYNC, type, key, entry)));
        }
        sequence.add(new Event.InitStop());
        return sequence;
    }

    /** Every user that there ever was is there, with all that templates may want. */
    List<Event> correct() {
        List<Event> events = new ArrayList<>();
        users.forEach(key -> events.addAll(put(List.of(1, key, 1, 1, 1))));
        return events;
    }

    private List<Event> send(Event event) {
        sent.add(event);
        return List.of(event);
    }

    private static Key at(int type, int key) {
        return type == 2 ? Key.of(List.of(KEYS.get(key % 2), KEYS.get(key / 2))) : Key.of(KEYS.get(key));
    }

    private static Map<String, Object> identity(int type, int key) {
        return type == 2 ? Map.of("gid", KEYS.get(key % 2), "uid", KEYS.get(key / 2)) : Map.of("id", KEYS.get(key));
    }

    private static String remoteOf(String localType) {
        return Set.of("Boxes", "Cards").contains(localType) ? "SRVUsers" : "SRV" + localType;
    }

    private static boolean has(int datamodel, String localType) {
        return switch (localType) {
            case "Boxes" -> datamodel != 1;
            case "Cards" -> datamodel == 3;
            default -> true;
        };
    }

    /** What the target must have of a local type. */
    Map<Key, Entry> expected(int datamodel, String localType) {
        Map<Key, Entry> expected = new HashMap<>();
        if (has(datamodel, localType)) {
            objects.get(remoteOf(localType))
                    .forEach((key, entry) -> expected.put(key, local(datamodel, localType, entry)));
        }
        return expected;
    }

    /** When the objects that the server has no more were removed. */
    Map<Key, Instant> removed(int datamodel, String localType) {
        if (!has(datamodel, localType)) {
            return Map.of();
        }
        String type = remoteOf(localType);
        Map<Key, Instant> gone = new HashMap<>(removals.get(type));
        gone.keySet().removeAll(objects.get(type).keySet());
        return gone;
    }

    private static Entry local(int datamodel, String type, Entry object) {
        Map<String, Object> local = new TreeMap<>();
        for (String part : type.equals("Members") ? List.of("gid", "uid") : List.of("id")) {
            local.put("_pkey_" + part, object.get(part));
        }
        String a = (String) object.get("a");
        String b = (String) object.get("b");
        String c = (String) object.get("c");
        switch (type) {
            case "Groups" -> {
                set(local, "name", a);
                set(local, "text", datamodel == 2 || a == null && b == null ? null : a + "+" + b);
            }
            case "Users" -> {
                set(local, "x", datamodel == 2 && a != null ? a + "!" : a);
                set(local, "y", "b2".equals(b) ? b : null);
                set(local, "s", "fixed");
            }
            case "Boxes" -> set(local, "z", b == null && c == null ? null : b + "+" + c);
            case "Cards" -> set(local, "c", c);
            default -> set(local, "role", a);
        }
        return Entry.of(local);
    }

    private static void set(Map<String, Object> object, String name, String value) {
        if (value != null) {
            object.put(name, value);
        }
    }

    /** The same, as the client's configuration says it. */
    Datamodel datamodel(int number) {
        Map<String, Map<String, Template>> types = new LinkedHashMap<>();
        Map<String, Template> groups = new LinkedHashMap<>();
        groups.put("name", FakeTemplate.plain("a"));
        if (number != 2) {
            groups.put("text", both("a", "b", false));
        }
        types.put("Groups", groups);
        Map<String, Template> users = new LinkedHashMap<>();
        users.put("x", number == 2 ? from("a", value -> value == null ? null : value + "!") : FakeTemplate.plain("a"));
        users.put("y", from("b", value -> "b2".equals(value) ? value : null));
        users.put("s", FakeTemplate.of(Set.of(), all -> "fixed"));
        types.put("Users", users);
        types.put("Boxes", Map.of("z", both("b", "c", strict)));
        types.put("Members", Map.of("role", FakeTemplate.plain("a")));
        types.put("Cards", Map.of("c", FakeTemplate.plain("c")));
        types.keySet().removeIf(type -> !has(number, type));
        Map<String, LocalType> local = new LinkedHashMap<>();
        types.forEach((name, attributes) ->
                local.put(name, new LocalType(name, remoteOf(name), Optional.empty(), attributes)));
        return new Datamodel(local);
    }

    private static Template from(String attribute, UnaryOperator<Object> rendering) {
        return FakeTemplate.of(Set.of(attribute), all -> rendering.apply(all.get(attribute)));
    }

    private static Template both(String one, String other, boolean strict) {
        return FakeTemplate.of(Set.of(one, other), all -> {
            Object first = all.get(one);
            Object second = all.get(other);
            if (strict && (first == null) != (second == null)) {
                throw new TemplateException("undefined", "one of " + one + " and " + other + " is undefined");
            }
            return first == null && second == null ? null : first + "+" + second;
        });
    }
}
