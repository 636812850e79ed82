package org.hermescdc.camel.client;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.migration.Rekeying;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;
import org.hermescdc.core.model.KeyedEntry;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.core.translate.ReservedNames;
import org.hermescdc.core.trashbin.Presence;

/**
 * Finds the new keys of all objects of one remote type whose primary key changes. Objects that are no more on the server
 * have to leave if they lack an attribute of the new key, or if another object has that key now.
 *
 * @param rekeying of the objects that stay
 * @param without keys of the objects that have to leave
 */
record NewKeys(Rekeying rekeying, List<Key> without) {

    /** @throws HermesException if an object of the server has no new key of its own: nothing can be keyed */
    static NewKeys find(ClientCache cache, String type, List<String> primaryKey) {
        List<String> before = cache.schema().types().get(type).primaryKey();
        Finder finder = new Finder(cache, type, new Rekeying(before, primaryKey));
        finder.find();
        return new NewKeys(finder.rekeying, finder.without);
    }

    private static final class Finder {
        private final ClientCache cache;
        private final String type;
        private final Rekeying rekeying;
        private final List<LocalType> localTypes;
        private final Set<Key> taken = new HashSet<>();
        private final List<Key> without = new ArrayList<>();

        Finder(ClientCache cache, String type, Rekeying rekeying) {
            this.cache = cache;
            this.type = type;
            this.rekeying = rekeying;
            this.localTypes = cache.datamodel().madeFrom(type);
        }

        void find() {
            List<Key> others = new ArrayList<>();
            for (Key key : keys()) {
                if (complete(key).isKept()) {
                    keep(key);
                } else {
                    others.add(key);
                }
            }
            others.sort(Comparator.comparing(this::trashedAt).reversed());
            for (Key key : others) {
                Optional<KeyedEntry> found = found(key).filter(entry -> taken.add(entry.key()));
                found.ifPresentOrElse(entry -> rekeying.put(key, entry), () -> without.add(key));
            }
            without.sort(KeyOrder.TOTAL);
        }

        private void keep(Key key) {
            KeyedEntry found =
                    found(key).orElseThrow(() -> problem(key, "has no value for it; the server has to send it before"));
            if (!taken.add(found.key())) {
                throw problem(key, "has the same new key " + found.key() + " as another object");
            }
            rekeying.put(key, found);
        }

        private HermesException problem(Key key, String what) {
            return new HermesException("the primary key of " + type + " becomes " + rekeying.attributes() + ", but "
                    + new ObjectId(type, key) + " " + what + "; the client waits with the new data schema");
        }

        private Set<Key> keys() {
            Set<Key> keys = new TreeSet<>(KeyOrder.TOTAL);
            keys.addAll(cache.collections().remote(type).keys());
            localTypes.forEach(
                    local -> keys.addAll(cache.collections().local(local.name()).keys()));
            cache.queue().entries().stream()
                    .map(cache.queue()::objectOf)
                    .filter(object -> object.type().equals(type))
                    .forEach(object -> keys.add(object.key()));
            return keys;
        }

        private Optional<KeyedEntry> found(Key key) {
            Presence complete = complete(key);
            Presence plain = cache.collections().remote(type).plain().find(key);
            Stream<Entry> remote = Stream.of(complete.kept(), complete.trashed(), plain.kept(), plain.trashed());
            Stream<Entry> queued = cache.queue()
                    .entriesOf(new ObjectId(type, key))
                    .map(entry -> entry.remote())
                    .map(Finder::told);
            Stream<Entry> local = localTypes.stream().flatMap(made -> mapped(made, key));
            return rekeying.find(
                    Stream.concat(Stream.concat(remote, queued), local).filter(Objects::nonNull));
        }

        private static Entry told(Event.ObjectEvent event) {
            if (event instanceof Event.Added added) {
                return added.attributes();
            }
            return event instanceof Event.Modified modified ? modified.delta().applyTo(Entry.EMPTY) : null;
        }

        /** What local objects tell of the remote one: attributes that are taken over as they are. */
        private Stream<Entry> mapped(LocalType made, Key key) {
            Twins twins = cache.collections().local(made.name());
            return Stream.of(twins.complete().find(key), twins.plain().find(key))
                    .flatMap(object ->
                            Stream.of(Optional.ofNullable(object.kept()), Optional.ofNullable(object.trashed())))
                    .flatMap(Optional::stream)
                    .map(object -> {
                        Entry.Builder remote = new Entry.Builder();
                        made.attributes().forEach((attribute, template) -> {
                            if (template.isPlain()) {
                                remote.put(template.text(), object.get(attribute));
                            }
                        });
                        return remote.build();
                    });
        }

        private Presence complete(Key key) {
            return cache.collections().remote(type).complete().find(key);
        }

        /** The one that was trashed last has the best claim. */
        private LocalDateTime trashedAt(Key key) {
            Presence plain = cache.collections().remote(type).plain().find(key);
            return plain.isTrashed() && plain.trashed().get(ReservedNames.TRASHED_AT) instanceof LocalDateTime time
                    ? time
                    : LocalDateTime.MIN;
        }
    }
}
