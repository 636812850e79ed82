package org.hermescdc.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.contract.StoreContract;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.it.Postgres;
import org.hermescdc.it.TcpProxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresStoreTest extends StoreContract {

    private static final List<String> ID = List.of("id");

    private Postgres.Server server;
    private String database;

    @BeforeEach
    void createDatabase(Postgres.Server postgres) {
        server = postgres;
        database = server.createDatabase();
    }

    @Override
    protected Store open() {
        return open(server.url(database), "hermes-test");
    }

    @Override
    protected Store openAnother() {
        return open(server.url(database), "hermes-client-other");
    }

    @Test
    void keepsTheCachesOfSeveralApplicationsApart() {
        try (Store store = open();
                Store other = openAnother()) {
            store.apply(unit(store, 1));
            other.apply(unit(other, 2));
            store.apply(new UnitOfWork().drop(store.entries("Users", ID)));
            assertThat(other.entries("Users", ID).keys()).containsExactly(Key.of(2));
        }
    }

    @Test
    void keepsASecondInstanceOut() {
        try (Store store = open()) {
            store.apply(unit(store, 1));
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the cache of hermes-test in " + server.url(database)
                            + " is in use: another process has it open; nothing was changed");
        }
    }

    @Test
    void goesOnAfterTheServerWasAway() {
        try (Store store = open()) {
            store.apply(unit(store, 1));
            Table<Key, Entry> users = store.entries("Users", ID);
            server.stop();
            try {
                assertThatThrownBy(() -> store.apply(unit(store, 2)))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("cannot be opened: ");
                assertThatThrownBy(() -> users.get(Key.of(1))).isInstanceOf(StoreException.class);
            } finally {
                server.start();
            }
            assertThat(users.keys()).containsExactly(Key.of(1));
            server.stop();
            server.start();
            store.apply(unit(store, 3));
            assertThat(users.keys()).containsExactly(Key.of(1), Key.of(3));
        }
    }

    @Test
    void refusesToWorkOnWhatAnotherProcessChanged() {
        try (Store store = open()) {
            store.apply(unit(store, 1));
            server.execute(database, "UPDATE hermes_cache SET generation = generation + 1");
            assertThatThrownBy(() -> store.apply(unit(store, 2)))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the cache of hermes-test in " + server.url(database)
                            + " is not as this process left it: another one has written it, or a change was taken without"
                            + " an answer. Nothing is read or written any more; restart hermes-test");
        }
        try (Store store = open()) {
            assertThat(store.entries("Users", ID).keys()).containsExactly(Key.of(1));
        }
    }

    /** The connection ends after each number of bytes that the server answers, up to all of a unit's. */
    @Test
    void knowsWhatBecameOfAUnitWhoseConnectionBroke() {
        try (TcpProxy proxy = new TcpProxy(server.port());
                Store store = open(
                        "jdbc:postgresql://" + proxy.address() + ":" + proxy.port() + "/" + database, "hermes-test")) {
            Table<Key, Entry> users = store.entries("Users", ID);
            store.apply(unit(store, 0));
            int size = 1;
            for (int bytes = 0; bytes < 200; bytes += 3) {
                proxy.cutAnswersAfter(bytes);
                Thread repair = new Thread(() -> {
                    pause();
                    proxy.pass();
                });
                repair.start();
                boolean taken = isTaken(store, unit(store, bytes + 1));
                join(repair);
                assertThat(users.contains(Key.of(bytes + 1))).isEqualTo(taken);
                size += taken ? 1 : 0;
                assertThat(users.size()).isEqualTo(size);
            }
            assertThat(users.keys()).hasSize(size);
        }
    }

    private static boolean isTaken(Store store, UnitOfWork unit) {
        try {
            store.apply(unit);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(30);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Store open(String url, String application) {
        return JdbcStore.open(new JdbcStore.Options(url, Optional.of("postgres"), Optional.of("any"), application));
    }

    private static UnitOfWork unit(Store store, int id) {
        return new UnitOfWork().put(store.entries("Users", ID), Key.of(id), Entry.of(Map.of("id", id)));
    }
}
