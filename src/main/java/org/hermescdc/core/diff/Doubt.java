package org.hermescdc.core.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.hermescdc.core.model.Entry;

/**
 * The events of one object of which nobody knows whether the bus took them: a client has the object either as the cache
 * has it, or as one of the intents has it. What is sent next has to bring all of them to the same end, even where cache and
 * source agree (spec/03, "Delivery contract").
 *
 * @param intents what each of the events was to bring about, in the order in which they were sent
 */
public record Doubt(List<Intent> intents) {

    public Doubt {
        intents = List.copyOf(intents);
    }

    /** Returns this doubt with one event more. */
    public Doubt and(Intent intent) {
        List<Intent> all = new ArrayList<>(intents);
        all.remove(intent);
        all.add(intent);
        return new Doubt(all);
    }

    /** Whether a client may have removed the object, so that only an {@code added} brings it the whole of it. */
    public boolean mayBeUnknown() {
        return intents.contains(Intent.REMOVAL);
    }

    /** The object as a client may have it that the cache does not have; empty if there is none. */
    public Optional<Entry> mayBeKnownAs() {
        return intents.stream().map(Intent::object).filter(Objects::nonNull).reduce((first, last) -> last);
    }

    /**
     * Returns the delta that turns into {@code now} what the cache has, and what each intent has. Secrets that an event in
     * doubt told of are told again: their values are not kept.
     *
     * @param sinceCached the delta for what the cache has
     * @param visible tells of an object what events tell now, without secrets
     * @param now the object, with its secrets, as events tell it
     */
    public EntryDelta resolve(EntryDelta sinceCached, UnaryOperator<Entry> visible, Entry now) {
        Entry.Builder added = sinceCached.added().builder();
        Entry.Builder modified = sinceCached.modified().builder();
        Set<String> removed = new TreeSet<>(sinceCached.removed());
        for (Intent intent : intents) {
            if (intent.object() == null) {
                continue;
            }
            EntryDelta own = EntryDelta.between(visible.apply(intent.object()), visible.apply(now));
            own.modified().forEach((name, value) -> {
                added.remove(name);
                modified.put(name, value);
            });
            own.added().forEach((name, value) -> {
                if (!sinceCached.added().has(name)) {
                    modified.put(name, value);
                }
            });
            removed.addAll(own.removed());
            for (String secret : intent.secrets()) {
                if (!now.has(secret)) {
                    removed.add(secret);
                } else if (!sinceCached.added().has(secret)) {
                    modified.put(secret, now.get(secret));
                }
            }
        }
        return new EntryDelta(added.build(), modified.build(), removed);
    }
}
