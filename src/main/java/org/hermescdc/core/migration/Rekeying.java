package org.hermescdc.core.migration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;
import org.hermescdc.core.translate.ReservedNames;

/**
 * The new primary keys of one remote type's objects (spec/04, "Data schema change"). The same for the local objects that
 * are made from them, whose key attributes have reserved names.
 */
public final class Rekeying {

    private final List<String> attributesBefore;
    private final List<String> attributes;
    private final Map<Key, KeyedEntry> newKeys = new HashMap<>();

    /**
     * @param attributesBefore the remote key attributes until now
     * @param attributes those from now on
     */
    public Rekeying(List<String> attributesBefore, List<String> attributes) {
        this.attributesBefore = List.copyOf(attributesBefore);
        this.attributes = List.copyOf(attributes);
    }

    /** The new key, with its attributes, that the first of some states of a remote object has; empty if none has one. */
    public Optional<KeyedEntry> find(Stream<Entry> states) {
        return states.flatMap(state -> {
                    try {
                        Key key = Key.from(state, attributes);
                        return Stream.of(new KeyedEntry(key, state.only(attributes::contains)));
                    } catch (IllegalArgumentException e) {
                        return Stream.empty();
                    }
                })
                .findFirst();
    }

    /** Gives an object its new key. */
    public void put(Key before, KeyedEntry after) {
        newKeys.put(before, after);
    }

    /** The remote key attributes from now on. */
    public List<String> attributes() {
        return attributes;
    }

    /** For the tables of the remote type. */
    public Rows ofRemote() {
        return new Rows(attributes, Set.of(), UnaryOperator.identity());
    }

    /** For the tables of a local type. */
    public Rows ofLocal() {
        return new Rows(
                ReservedNames.keyAttributes(attributes),
                Set.copyOf(ReservedNames.keyAttributes(attributesBefore)),
                ReservedNames::keyAttribute);
    }

    /** How the rows of a table, and the events of its objects, get their new keys. */
    public final class Rows {
        private final List<String> primaryKey;
        private final Set<String> dropped;
        private final UnaryOperator<String> name;

        private Rows(List<String> primaryKey, Set<String> dropped, UnaryOperator<String> name) {
            this.primaryKey = primaryKey;
            this.dropped = dropped;
            this.name = name;
        }

        /** The key attributes of the table from now on. */
        public List<String> primaryKey() {
            return primaryKey;
        }

        public Key key(Key before) {
            return newKeys.get(before).key();
        }

        /** The row with its old and its new key. */
        public Entry bridging(Key before, Entry row) {
            Entry.Builder both = row.builder();
            newKeys.get(before).entry().forEach((attribute, value) -> both.put(name.apply(attribute), value));
            return both.build();
        }

        /** The row with its new key only. */
        public Entry row(Key before, Entry row) {
            return bridging(before, row.without(dropped));
        }

        private ObjectEvent event(ObjectEvent event) {
            if (event == null) {
                return null;
            }
            Key key = key(event.key());
            if (event instanceof Event.Added added) {
                return new Event.Added(
                        added.category(), added.type(), key, row(added.key(), added.attributes()), added.progress());
            }
            return event instanceof Event.Modified modified
                    ? new Event.Modified(modified.type(), key, modified.delta(), modified.progress())
                    : new Event.Removed(event.type(), key, event.progress());
        }
    }

    /** An entry of the error queue about an object of the type, in its place. */
    public QueuedEvent queued(QueuedEvent entry) {
        return new QueuedEvent(
                entry.number(),
                ofRemote().event(entry.remote()),
                ofLocal().event(entry.local()),
                entry.localType(),
                entry.message());
    }
}
