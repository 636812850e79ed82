package org.hermescdc.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.hermescdc.HermesServer;

/** What a cycle of the server costs. */
final class ServerMeasures {

    private static final String SCAN = "a bare JDBC scan of the same queries, every column read";

    static final Measure NO_CHANGE = new Measure(
            "no-change", "a cycle in which nothing has changed", SCAN, Bar.times(2.5, 1.3), (Measure.Way.Compared)
                    ServerMeasures::noChange);

    static final List<Measure> ALL = List.of(
            NO_CHANGE,
            new Measure("first", "the first cycle, cache saved", SCAN, Bar.times(5, 3), (Measure.Way.Compared)
                    ServerMeasures::first),
            new Measure(
                    "one-percent",
                    "a cycle in which 1 % of the users are modified, all events on the SQLite bus",
                    "a cycle in which nothing has changed",
                    Bar.times(1.3, 1.1),
                    (Measure.Way.Compared) ServerMeasures::onePercent),
            new Measure(
                    "merge",
                    "a no-change cycle of the users, merged from two sources with pkey_merge_constraint",
                    "a no-change cycle of the same users from one source",
                    Bar.times(1.5, 1.2),
                    (Measure.Way.Compared) ServerMeasures::merge));

    private ServerMeasures() {}

    private static Pair noChange(Ground ground) throws Exception {
        ServerSite site = site(ground, ServerSite.WHOLE);
        HermesServer server = site.openFilled();
        return new Pair(new Scan(site.source(), ground.set()), new Cycle(server, site, 0), server::stop);
    }

    private static Pair first(Ground ground) throws Exception {
        ServerSite site = site(ground, ServerSite.WHOLE);
        return new Pair(new Scan(site.source(), ground.set()), new FirstCycle(site), () -> {});
    }

    private static Pair onePercent(Ground ground) throws Exception {
        ServerSite site = site(ground, ServerSite.WHOLE);
        HermesServer server = site.openFilled();
        Cycle modified = new Cycle(server, site, ground.set().users() / 100) {
            @Override
            public void prepare() throws SQLException {
                super.prepare();
                site.modify();
            }
        };
        return new Pair(new Cycle(server, site, 0), modified, server::stop);
    }

    private static Pair merge(Ground ground) throws Exception {
        ServerSite one = site(inside(ground, "one"), ServerSite.USERS);
        ServerSite two = site(inside(ground, "two"), ServerSite.MERGED_USERS);
        HermesServer plain = one.openFilled();
        HermesServer merging = two.openFilled();
        return new Pair(new Cycle(plain, one, 0), new Cycle(merging, two, 0), () -> {
            plain.stop();
            merging.stop();
        });
    }

    private static Ground inside(Ground ground, String name) {
        return new Ground(ground.folder().resolve(name), ground.store(), ground.distribution(), ground.set());
    }

    private static ServerSite site(Ground ground, String datamodel) throws Exception {
        Path bus = Files.createDirectories(ground.folder()).resolve("bus.sqlite");
        return ServerSite.make(ground, datamodel, ServerSite.sqliteBus(bus));
    }

    /** A cycle that puts a known number of events on the bus. */
    private static class Cycle implements Work {

        private final HermesServer server;
        private final Path bus;
        private final int events;
        private long before;

        Cycle(HermesServer server, ServerSite site, int events) {
            this.server = server;
            this.bus = site.folder().resolve("bus.sqlite");
            this.events = events;
        }

        @Override
        public void prepare() throws SQLException {
            before = messages();
        }

        @Override
        public void run() {
            server.cycle();
        }

        @Override
        public void verify() throws SQLException {
            Expect.equal("events on the bus", messages() - before, events);
        }

        private long messages() throws SQLException {
            if (!Files.exists(bus)) {
                return 0;
            }
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + bus);
                    Statement statement = connection.createStatement();
                    ResultSet count = statement.executeQuery("SELECT count(*) FROM hermesmessages")) {
                return count.getLong(1);
            }
        }
    }

    /** The first cycle of a server without a cache, until all is saved. */
    private static final class FirstCycle implements Work {

        private final ServerSite site;
        private HermesServer server;

        FirstCycle(ServerSite site) {
            this.site = site;
        }

        @Override
        public void prepare() throws Exception {
            site.forget();
            server = site.open();
        }

        @Override
        public void run() {
            server.cycle();
            server.stop();
        }

        @Override
        public void verify() throws Exception {
            for (String type : List.of("SRVUsers", "SRVGroups", "SRVMemberships")) {
                if (!Files.exists(site.folder().resolve("cache").resolve(type + ".json"))) {
                    throw new IllegalStateException("the first cycle left no " + type + ".json");
                }
            }
        }
    }
}
