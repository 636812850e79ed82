package org.hermescdc.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hermescdc.HermesServer;
import org.hermescdc.camel.FatalException;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.event.Event;
import org.hermescdc.spi.BusProducer;
import org.hermescdc.store.Store;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bus, disk, commits and sources fail in the middle of a cycle (spec/02, "Life" and "Diff and emit"). */
class FailuresTest {

    private static final String MET = "[hermes-server] unhandled exception";
    private static final String OVER = "[hermes-server] no more unhandled exception";

    private static CrashSite origin;
    private static CrashSite prepared;
    private static int before;
    private static List<String> undisturbed;

    @TempDir
    private Path folder;

    private final List<String> notifications = new ArrayList<>();
    private CrashSite site;

    @BeforeAll
    static void workOnceWithoutFailure(@TempDir Path folder) {
        origin = CrashSite.make(folder.resolve("origin"));
        prepared = origin.copy(folder.resolve("prepared"));
        prepared.prepare(Work.CYCLE, 7);
        before = prepared.events().size();
        CrashSite copy = prepared.copy(folder.resolve("undisturbed"));
        HermesServer server = copy.server();
        Work.CYCLE.run(server);
        server.stop();
        undisturbed = copy.eventsAfter(before);
    }

    @BeforeEach
    void copy() {
        site = prepared.copy(folder.resolve("site"));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void theCacheIsWhatWasAcknowledgedAndCommitted(Fault fault) {
        Fault.Injected injected = fault.new Injected(site);
        HermesServer server = injected.server(notification -> {});
        server.start();
        fail(server);
        server.close();

        List<String> reached = site.eventsAfter(before);
        assertThat(reached).isNotEmpty().hasSizeLessThan(undisturbed.size());
        int recorded = reached.size() - fault.unrecorded();
        assertThat(site.cached(Work.CYCLE))
                .isEqualTo(CrashSite.told(site.events().subList(0, before + recorded)));

        injected.mend();
        HermesServer next = site.server();
        Work.CYCLE.run(next);
        next.stop();

        assertThat(site.eventsAfter(before + reached.size()))
                .isEqualTo(undisturbed.subList(recorded, undisturbed.size()));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void theNextCycleGoesOnAndTheFailureIsToldOnceAndItsEndOnce(Fault fault) {
        Fault.Injected injected = fault.new Injected(site);
        HermesServer server = injected.server(notification -> notifications.add(notification.fullSubject()));
        server.start();
        fail(server);
        int reached = site.eventsAfter(before).size();
        fail(server);
        int tried = site.eventsAfter(before).size();
        assertThat(tried - reached).isEqualTo(fault.repeatedPerTry());
        assertThat(notifications).containsExactly(MET);

        injected.mend();
        server.cycle();
        server.cycle();
        server.stop();

        assertThat(notifications).containsExactly(MET, OVER);
        assertThat(site.eventsAfter(before + tried))
                .isEqualTo(undisturbed.subList(reached - fault.unrecorded(), undisturbed.size()));
        assertThat(site.told()).isEqualTo(site.sourced(Work.CYCLE));
        assertThat(site.cached(Work.CYCLE)).isEqualTo(site.sourced(Work.CYCLE));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void clientsFollowTheSourceThatGoesBackWhileTheFailureLasts(Fault fault) {
        Fault.Injected injected = fault.new Injected(site);
        HermesServer server = injected.server(notification -> {});
        server.start();
        fail(server);
        fail(server);

        injected.mend();
        site.goBackTo(origin);
        server.cycle();
        server.stop();

        assertThat(site.told()).isEqualTo(site.sourced(Work.CYCLE));
        assertThat(site.cached(Work.CYCLE)).isEqualTo(site.sourced(Work.CYCLE));
    }

    @Test
    void keepsItsDoubtsOverAStopAndNoLonger() {
        Fault.Injected injected = Fault.BUS_WITHOUT_ACKNOWLEDGEMENT.new Injected(site);
        HermesServer server = injected.server(notification -> {});
        server.start();
        fail(server);
        server.stop();
        Path cache = site.folder().resolve("cache");
        assertThat(cache).isDirectoryContaining("glob:**/_doubts.json").isDirectoryNotContaining("glob:**/_journal");

        injected.mend();
        site.goBackTo(origin);
        HermesServer next = site.server();
        Work.CYCLE.run(next);
        next.stop();

        assertThat(site.told()).isEqualTo(site.sourced(Work.CYCLE));
        assertThat(cache).isDirectoryNotContaining("glob:**/_doubts*");
    }

    @Test
    void losesToAPowerFailureTheNotesOfNoMoreThanOneBatch() {
        AtomicBoolean forced = new AtomicBoolean();
        List<Integer> atRisk = new ArrayList<>(List.of(0));
        HermesServer server = site.server(
                store -> (Store) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                            forced.set(method.getName().matches("flush|save")
                                    || forced.get() && !method.getName().equals("apply"));
                            return method.invoke(store, arguments);
                        }),
                bus -> new BusProducer() {
                    @Override
                    public void publish(List<Event> events) {
                        bus.publish(events);
                        atRisk.add(forced.get() ? 0 : atRisk.get(atRisk.size() - 1) + events.size());
                    }

                    @Override
                    public void close() {
                        bus.close();
                    }
                },
                notification -> {});
        Work.CYCLE.run(server);
        server.stop();

        assertThat(atRisk).hasSizeGreaterThan(10).contains(CrashSite.BATCH).allMatch(count -> count <= CrashSite.BATCH);
        assertThat(site.eventsAfter(before)).isEqualTo(undisturbed);
    }

    @Test
    void refusesANewPrimaryKeyWhileItIsInDoubtWhatClientsHave() {
        Fault.Injected injected = Fault.BUS_WITHOUT_ACKNOWLEDGEMENT.new Injected(site);
        HermesServer server = injected.server(notification -> {});
        server.start();
        fail(server);
        server.close();
        injected.mend();

        site.prepare(Work.SCHEMA_CHANGE, 0);
        HermesServer refused = site.server();
        assertThatExceptionOfType(FatalException.class)
                .isThrownBy(refused::start)
                .withMessageStartingWith("the primary key of SRVUsers cannot be changed, nothing was changed: of "
                        + CrashSite.BATCH + " of its entries");
        refused.close();

        site.prepare(Work.INITSYNC, 0);
        HermesServer former = site.server();
        Work.CYCLE.run(former);
        former.stop();
        site.prepare(Work.SCHEMA_CHANGE, 0);
        HermesServer changed = site.server();
        Work.SCHEMA_CHANGE.run(changed);
        changed.cycle();
        changed.stop();

        assertThat(site.told()).isEqualTo(site.sourced(Work.SCHEMA_CHANGE));
    }

    @Test
    void comparesNothingWhenASourceFailsHalfWay() {
        HermesServer server =
                site.server(store -> store, bus -> bus, notification -> notifications.add(notification.fullSubject()));
        server.start();
        site.source()
                .execute(
                        "ALTER TABLE users RENAME TO people",
                        "CREATE VIEW users AS SELECT id, login,"
                                + " CASE WHEN id = 85 THEN abs(-9223372036854775808) ELSE dept END AS dept FROM people");
        fail(server);
        fail(server);

        assertThat(site.eventsAfter(before)).isEmpty();
        assertThat(notifications).containsExactly(MET);

        site.source().execute("DROP VIEW users", "ALTER TABLE people RENAME TO users");
        server.cycle();
        server.stop();

        assertThat(site.eventsAfter(before)).isEqualTo(undisturbed);
        assertThat(notifications).containsExactly(MET, OVER);
    }

    private static void fail(HermesServer server) {
        assertThatExceptionOfType(HermesException.class).isThrownBy(server::cycle);
    }
}
