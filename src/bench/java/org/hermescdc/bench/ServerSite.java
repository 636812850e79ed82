package org.hermescdc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.hermescdc.HermesServer;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;

/** A folder with a server on a data set: source, configuration, cache. */
record ServerSite(Path folder) {

    private static final String FETCH = """
                      fetch:
                        type: fetch
                        query: SELECT {{ REMOTE_ATTRIBUTES | join(', ') }} FROM %s
                      attrsmapping:
            """;

    /** Users, groups and memberships as spec/10 says. */
    static final String WHOLE = "    SRVUsers:\n      primarykeyattr: user_id\n" + source("hr", "users", """
                        user_id: user_id
                        login: login
                        first_name: "{{ first_name | title }}"
                        last_name: "{{ last_name | upper }}"
                        mail: mail
                        department: department
                        phone: phone
                        office: office
                        badge: badge
                        active: active
            """)
            + "    SRVGroups:\n      primarykeyattr: group_id\n" + source("hr", "groups", """
                        group_id: group_id
                        name: name
                        description: description
            """) + """
                SRVMemberships:
                  primarykeyattr: [user_id, group_id]
                  foreignkeys:
                    user_id: {from_objtype: SRVUsers, from_attr: user_id}
                    group_id: {from_objtype: SRVGroups, from_attr: group_id}
                  integrity_constraints:
                    - "{{ _SELF.user_id in SRVUsers_pkeys and _SELF.group_id in SRVGroups_pkeys }}"
            """
            + source("hr", "memberships", """
                        user_id: user_id
                        group_id: group_id
            """);

    private static final String HALF = """
                        login: login
                        first_name: "{{ first_name | title }}"
                        last_name: "{{ last_name | upper }}"
                        mail: mail
            """;
    private static final String OTHER_HALF = """
                        department: department
                        phone: phone
                        office: office
                        badge: badge
                        active: active
            """;
    private static final String KEY = "            user_id: user_id\n";

    /** The users alone, from one source. */
    static final String USERS =
            "    SRVUsers:\n      primarykeyattr: user_id\n" + source("hr", "users", KEY + HALF + OTHER_HALF);

    /** The same users, of whom one source knows one half of the attributes and another one the other half. */
    static final String MERGED_USERS = "    SRVUsers:\n      primarykeyattr: user_id\n"
            + source("hr", "users", KEY + HALF)
            + source("badges", "users", KEY + OTHER_HALF).replaceFirst(" *sources:\n", "")
            + "          pkey_merge_constraint: mustAlreadyExist\n";

    /** Makes the folder, with the bus given by its lines of configuration. */
    static ServerSite make(Ground ground, String datamodel, String bus) throws IOException, SQLException {
        Path folder = Files.createDirectories(ground.folder());
        ground.set().copyTo(folder.resolve("hr.sqlite"), ground.store());
        ServerSite site = new ServerSite(folder);
        site.configure(datamodel, bus);
        return site;
    }

    /** The lines of configuration for a bus in one file. */
    static String sqliteBus(Path file) {
        return "      sqlite:\n        settings: {uri: " + file + ", retention_in_days: 1}\n";
    }

    private static String source(String name, String table, String mapping) {
        return "      sources:\n        " + name + ":\n" + FETCH.formatted(table) + mapping;
    }

    private void configure(String datamodel, String bus) throws IOException {
        Files.writeString(config(), """
                hermes:
                  umask: 0027
                  cache: {dirpath: %1$s/cache, enable_compression: false, backup_count: 0}
                  cli_socket: {path: %1$s/s.sock}
                  logs: {logfile: %1$s/server.log, verbosity: warning}
                  templates: {results: typed}
                  plugins:
                    datasources:
                      hr: {type: sqlite, settings: {uri: %1$s/hr.sqlite}}
                      badges: {type: sqlite, settings: {uri: %1$s/hr.sqlite}}
                    messagebus:
                %2$shermes-server:
                  updateInterval: 3600
                  datamodel:
                %3$s""".formatted(folder, bus, datamodel));
    }

    Path config() {
        return folder.resolve("hermes-server-config.yml");
    }

    /** Opens the server on the cache that is there, schema checked. */
    HermesServer open() {
        HermesServer server = new HermesServer(
                new ConfigLoader(PluginCatalog.installed(folder), Map.of()).loadServer(config()),
                Clock.systemDefaultZone(),
                notification -> {
                    throw new IllegalStateException(notification.toString());
                });
        server.start();
        return server;
    }

    /** Opens the server, and lets its first cycle fill the cache. */
    HermesServer openFilled() {
        HermesServer server = open();
        server.cycle();
        return server;
    }

    Path source() {
        return folder.resolve("hr.sqlite");
    }

    /** Modifies 1 % of the users. */
    void modify() throws SQLException {
        execute("UPDATE users SET office = 'moved ' || hex(randomblob(8)) WHERE user_id % 100 = 7");
    }

    /** Takes all rows away. */
    void empty() throws SQLException {
        execute("DELETE FROM memberships", "DELETE FROM groups", "DELETE FROM users");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + source());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Takes the cache away. */
    void forget() throws IOException {
        Folders.delete(folder.resolve("cache"));
    }
}
