package org.hermescdc.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;
import org.junit.jupiter.api.Test;

class RekeyingTest {

    private static final Key OLD = Key.of(7);
    private static final Key NEW = Key.of("ana");
    private static final Entry REMOTE = Entry.of(Map.of("id", 7, "login", "ana", "mail", "a@x"));
    private static final Entry LOCAL = Entry.of(Map.of("_pkey_id", 7, "name", "Ana"));

    private final Rekeying rekeying = new Rekeying(List.of("id"), List.of("login"));

    @Test
    void findsTheNewKeyInTheFirstStateThatHasIt() {
        Entry without = Entry.of(Map.of("id", 7));

        assertThat(rekeying.find(Stream.of(without, REMOTE, REMOTE.with("login", "later"))))
                .contains(new KeyedEntry(NEW, Entry.of(Map.of("login", "ana"))));
        assertThat(rekeying.find(Stream.of(without))).isEmpty();
    }

    @Test
    void keepsTheOldKeyOfARemoteObjectAsAnAttribute() {
        put();

        assertThat(rekeying.ofRemote().key(OLD)).isEqualTo(NEW);
        assertThat(rekeying.ofRemote().primaryKey()).containsExactly("login");
        assertThat(rekeying.ofRemote().row(OLD, Entry.of(Map.of("id", 7, "mail", "a@x"))))
                .isEqualTo(REMOTE);
    }

    @Test
    void replacesTheKeyOfALocalObject() {
        put();

        assertThat(rekeying.ofLocal().primaryKey()).containsExactly("_pkey_login");
        assertThat(rekeying.ofLocal().bridging(OLD, LOCAL)).isEqualTo(LOCAL.with("_pkey_login", "ana"));
        assertThat(rekeying.ofLocal().row(OLD, LOCAL)).isEqualTo(Entry.of(Map.of("_pkey_login", "ana", "name", "Ana")));
    }

    @Test
    void rekeysWhatWaitsAndKeepsItsPlaceAndProgress() {
        put();
        Event.Progress half = new Event.Progress(2, true);
        EntryDelta delta = new EntryDelta(Entry.EMPTY, Entry.of(Map.of("mail", "b@x")), Set.of());

        QueuedEvent added = rekeying.queued(new QueuedEvent(
                3,
                new Event.Added(Event.Category.BASE, "SRVUsers", OLD, REMOTE, half),
                new Event.Added(Event.Category.BASE, "Users", OLD, LOCAL, half),
                "Users",
                "down"));
        QueuedEvent modified = rekeying.queued(
                new QueuedEvent(4, new Event.Modified("SRVUsers", OLD, delta, half), null, "Users", "no name"));
        QueuedEvent removed =
                rekeying.queued(new QueuedEvent(5, null, new Event.Removed("Users", OLD, half), "Users", null));

        assertThat(added)
                .isEqualTo(new QueuedEvent(
                        3,
                        new Event.Added(Event.Category.BASE, "SRVUsers", NEW, REMOTE, half),
                        new Event.Added(
                                Event.Category.BASE,
                                "Users",
                                NEW,
                                Entry.of(Map.of("_pkey_login", "ana", "name", "Ana")),
                                half),
                        "Users",
                        "down"));
        assertThat(modified)
                .isEqualTo(
                        new QueuedEvent(4, new Event.Modified("SRVUsers", NEW, delta, half), null, "Users", "no name"));
        assertThat(removed).isEqualTo(new QueuedEvent(5, null, new Event.Removed("Users", NEW, half), "Users", null));
    }

    private void put() {
        rekeying.put(OLD, rekeying.find(Stream.of(REMOTE)).orElseThrow());
    }
}
