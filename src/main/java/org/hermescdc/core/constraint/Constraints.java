package org.hermescdc.core.constraint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.template.Truth;

/**
 * Drops entries whose constraints do not hold, until nothing more is dropped: merge constraints over the sources of one
 * type, integrity constraints over all types (spec/02).
 *
 * <p>Templates see {@code _SELF} (the entry), and for every collection {@code C} its keys as {@code C_pkeys} and its
 * entries as {@code C}; what no template names is never made. A collection is looked at again only when one that its
 * templates name, or it itself, has changed.
 */
public final class Constraints {

    private static final String SELF = "_SELF";
    private static final String KEYS_SUFFIX = "_pkeys";

    private final Pass pass;
    private final Map<String, Guarded> collections = new LinkedHashMap<>();
    private final Map<String, Object> variables = new HashMap<>();
    private final Map<String, Set<Key>> dropped = new LinkedHashMap<>();

    private Constraints(Collection<Guarded> collections, Pass pass) {
        this.pass = pass;
        collections.forEach(collection -> this.collections.put(collection.name(), collection));
    }

    /**
     * Entries that constraints guard.
     *
     * @param name of the source or data type
     * @param constraints templates; an entry stays while each renders to a true value
     */
    public record Guarded(String name, List<Template> constraints, List<KeyedEntry> entries) {
        private boolean names(Set<String> changed) {
            return constraints.stream()
                    .flatMap(template -> template.variables().stream())
                    .anyMatch(variable -> changed.contains(variable)
                            || variable.endsWith(KEYS_SUFFIX)
                                    && changed.contains(
                                            variable.substring(0, variable.length() - KEYS_SUFFIX.length())));
        }
    }

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
        Set<String> changed = new LinkedHashSet<>(collections.keySet());
        boolean first = true;
        while (!changed.isEmpty()) {
            Set<String> changing = new LinkedHashSet<>();
            Map<String, List<KeyedEntry>> left = new LinkedHashMap<>();
            for (Guarded collection : List.copyOf(collections.values())) {
                boolean again = first || changed.contains(collection.name()) || collection.names(changed);
                if (collection.constraints().isEmpty() || !again) {
                    continue;
                }
                List<KeyedEntry> kept = kept(collection);
                if (kept.size() < collection.entries().size()) {
                    changing.add(collection.name());
                    left.put(collection.name(), kept);
                }
                if (pass == Pass.ONE_AFTER_ANOTHER) {
                    left.forEach(this::replace);
                    left.clear();
                }
            }
            left.forEach(this::replace);
            changed = changing;
            first = false;
        }
        Map<String, List<KeyedEntry>> kept = new LinkedHashMap<>();
        collections.forEach((name, collection) -> kept.put(name, collection.entries()));
        return new Result(kept, dropped);
    }

    private List<KeyedEntry> kept(Guarded collection) {
        List<KeyedEntry> kept = new ArrayList<>(collection.entries().size());
        Map<String, Object> context = context(collection);
        for (KeyedEntry item : collection.entries()) {
            if (holds(collection, item, context)) {
                kept.add(item);
            } else {
                dropped.computeIfAbsent(collection.name(), name -> new LinkedHashSet<>())
                        .add(item.key());
            }
        }
        return kept;
    }

    private void replace(String name, List<KeyedEntry> kept) {
        collections.put(name, new Guarded(name, collections.get(name).constraints(), List.copyOf(kept)));
        variables.remove(name);
        variables.remove(name + KEYS_SUFFIX);
    }

    private static boolean holds(Guarded collection, KeyedEntry item, Map<String, Object> context) {
        context.put(SELF, item.entry().toMap());
        for (Template constraint : collection.constraints()) {
            try {
                if (!Truth.of(constraint.render(context))) {
                    return false;
                }
            } catch (TemplateException e) {
                throw new HermesException(
                        "constraint '" + constraint.text() + "' of " + collection.name() + "[" + item.key()
                                + "] cannot be rendered: " + e.getMessage(),
                        e);
            }
        }
        return true;
    }

    private Map<String, Object> context(Guarded collection) {
        Map<String, Object> context = new HashMap<>();
        for (Template constraint : collection.constraints()) {
            for (String variable : constraint.variables()) {
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
