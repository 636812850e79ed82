package org.hermescdc.core.constraint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;
import org.hermescdc.core.template.PySet;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateException;

/**
 * Drops entries whose constraints do not hold, until nothing more is dropped: merge constraints over the sources of one
 * type, integrity constraints over all types (spec/02).
 *
 * <p>Templates see {@code _SELF} (the entry), and for every collection {@code C} its keys as {@code C_pkeys} and its
 * entries as {@code C}; what no template names is never made. After its first pass an entry is looked at again only when
 * something was dropped that its constraints ask for.
 */
public final class Constraints {

    static final String KEYS_SUFFIX = "_pkeys";

    private final Pass pass;
    private final Map<String, Guarded> collections = new LinkedHashMap<>();
    private final Map<String, List<Rule>> rules = new HashMap<>();
    private final Map<String, Object> variables = new HashMap<>();
    private final Map<String, Set<Key>> dropped = new LinkedHashMap<>();

    /** Everything that was dropped and is out of its collection, in that order. */
    private final List<Gone> log = new ArrayList<>();

    /** How much of the log the verdicts of a collection know of. */
    private final Map<String, Integer> known = new HashMap<>();

    private record Gone(String collection, Key key) {}

    private Constraints(Collection<Guarded> collections, Pass pass) {
        this.pass = pass;
        for (Guarded collection : collections) {
            this.collections.put(collection.name(), collection);
            rules.put(
                    collection.name(),
                    collection.constraints().stream().map(Rule::of).toList());
        }
    }

    /**
     * Entries that constraints guard.
     *
     * @param name of the source or data type
     * @param constraints templates; an entry stays while each renders to a true value
     */
    public record Guarded(String name, List<Template> constraints, List<KeyedEntry> entries) {}

    /** What the templates of a collection see of the others while one pass over all collections goes on. */
    public enum Pass {
        /** The others as they stood when the pass began: merge constraints. */
        TOGETHER,
        /** The others without what was dropped before in this pass: integrity constraints. */
        ONE_AFTER_ANOTHER
    }

    /**
     * What is left.
     *
     * @param kept by collection
     * @param dropped keys by collection; collections that lost nothing are left out
     */
    public record Result(Map<String, List<KeyedEntry>> kept, Map<String, Set<Key>> dropped) {}

    /**
     * Enforces all constraints.
     *
     * @throws HermesException if a template cannot be rendered; the message names collection and key
     */
    public static Result enforce(Collection<Guarded> collections, Pass pass) {
        return new Constraints(collections, pass).enforce();
    }

    private Result enforce() {
        int before;
        do {
            before = log.size();
            pass();
        } while (log.size() > before);
        Map<String, List<KeyedEntry>> kept = new LinkedHashMap<>();
        collections.forEach((name, collection) -> kept.put(name, collection.entries()));
        return new Result(kept, dropped);
    }

    private void pass() {
        Map<String, List<KeyedEntry>> breaches = new LinkedHashMap<>();
        for (String name : List.copyOf(collections.keySet())) {
            List<KeyedEntry> broken = breaches(name);
            if (!broken.isEmpty()) {
                breaches.put(name, broken);
            }
            if (pass == Pass.ONE_AFTER_ANOTHER) {
                breaches.forEach(this::drop);
                breaches.clear();
            }
        }
        breaches.forEach(this::drop);
    }

    /** The entries that break a constraint, among those whose verdict is not known to stand. */
    private List<KeyedEntry> breaches(String name) {
        List<KeyedEntry> broken = new ArrayList<>();
        Integer seen = known.put(name, log.size());
        if (rules.get(name).isEmpty() || seen != null && seen == log.size()) {
            return broken;
        }
        Map<String, Set<Object>> gone = seen == null ? null : goneSince(seen);
        Map<String, Object> context = context(name);
        for (KeyedEntry item : collections.get(name).entries()) {
            if ((gone == null || mayHaveChanged(name, item, gone)) && !holds(name, item, context)) {
                broken.add(item);
            }
        }
        return broken;
    }

    private boolean mayHaveChanged(String name, KeyedEntry item, Map<String, Set<Object>> gone) {
        return rules.get(name).stream().anyMatch(rule -> rule.mayHaveChanged(item.entry(), gone));
    }

    private boolean holds(String name, KeyedEntry item, Map<String, Object> context) {
        for (Rule rule : rules.get(name)) {
            try {
                if (!rule.holds(item.entry(), context)) {
                    return false;
                }
            } catch (TemplateException e) {
                throw new HermesException(
                        "constraint '" + rule.template().text() + "' of " + name + "[" + item.key()
                                + "] cannot be rendered: " + e.getMessage(),
                        e);
            }
        }
        return true;
    }

    /** Drops entries, not keys: a source may have several entries of one key, and not all of them break a constraint. */
    private void drop(String name, List<KeyedEntry> broken) {
        Set<KeyedEntry> leaving = Collections.newSetFromMap(new IdentityHashMap<>());
        leaving.addAll(broken);
        Guarded collection = collections.get(name);
        List<KeyedEntry> kept = collection.entries().stream()
                .filter(item -> !leaving.contains(item))
                .toList();
        collections.put(name, new Guarded(name, collection.constraints(), kept));
        Set<Key> keys = dropped.computeIfAbsent(name, any -> new LinkedHashSet<>());
        for (KeyedEntry item : broken) {
            keys.add(item.key());
            log.add(new Gone(name, item.key()));
        }
        variables.remove(name);
        variables.remove(name + KEYS_SUFFIX);
    }

    /** The keys in the log from there on, by the variable that held them. */
    private Map<String, Set<Object>> goneSince(int from) {
        Map<String, Set<Object>> gone = new HashMap<>();
        for (Gone item : log.subList(from, log.size())) {
            gone.computeIfAbsent(item.collection() + KEYS_SUFFIX, any -> PySet.of(List.of()))
                    .add(Variables.value(item.key()));
        }
        return gone;
    }

    private Map<String, Object> context(String name) {
        Map<String, Object> context = new HashMap<>();
        for (Rule rule : rules.get(name)) {
            for (String variable : rule.template().variables()) {
                Object value = variables.computeIfAbsent(variable, this::valueOf);
                if (value != null) {
                    context.put(variable, value);
                }
            }
        }
        return context;
    }

    private Object valueOf(String variable) {
        if (collections.containsKey(variable)) {
            return Variables.entries(collections.get(variable).entries());
        }
        if (variable.endsWith(KEYS_SUFFIX)) {
            Guarded named = collections.get(variable.substring(0, variable.length() - KEYS_SUFFIX.length()));
            return named == null ? null : Variables.keys(named.entries());
        }
        return null;
    }
}
