package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way with the built distribution: rows of PostgreSQL, the server and the LDAP client as processes of their own,
 * entries of OpenLDAP.
 */
@ExtendWith({Postgres.class, Slapd.class})
class PostgresToLdapIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int KILLS = Boolean.getBoolean("hermes.full") ? 200 : 20;
    private static final String CLIENT = "client-usersgroups_ldap";
    private static final Map<String, String> SECRETS =
            Map.of("HR_PASSWORD", "", "LDAP_PASSWORD", Slapd.Server.PASSWORD);

    private final Map<Integer, String[]> people = new TreeMap<>();
    private final Postgres.Server postgres;
    private final Slapd.Server slapd;
    private Distribution hermes;
    private String database;
    private Child server;
    private Child client;

    PostgresToLdapIT(Postgres.Server postgres, Slapd.Server slapd) {
        this.postgres = postgres;
        this.slapd = slapd;
    }

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        hermes = Distribution.unpack(folder);
        database = postgres.createDatabase();
        postgres.execute(
                database,
                "CREATE TABLE people (id integer PRIMARY KEY, login text, first text, last text)",
                "CREATE TABLE grps (id integer PRIMARY KEY, name text)",
                "CREATE TABLE members (gid integer, uid integer, PRIMARY KEY (gid, uid))",
                "INSERT INTO grps VALUES (1, 'staff')");
        try (LDAPConnection ldap = connect()) {
            ldap.add("dn: " + Slapd.Server.SUFFIX, "objectClass: domain");
            ldap.add("dn: ou=people," + Slapd.Server.SUFFIX, "objectClass: organizationalUnit");
            ldap.add("dn: ou=groups," + Slapd.Server.SUFFIX, "objectClass: organizationalUnit");
        }
        hermes.configure("hermes-server-config.yml", serverConfig());
        hermes.configure("hermes-" + CLIENT + "-config.yml", clientConfig());
    }

    @AfterEach
    void cleanUp() throws LDAPException {
        close(server);
        close(client);
        try (LDAPConnection ldap = connect()) {
            List<String> names = new ArrayList<>();
            ldap.search(Slapd.Server.SUFFIX, SearchScope.SUB, "(objectClass=*)", "1.1")
                    .getSearchEntries()
                    .forEach(entry -> names.add(entry.getDN()));
            names.sort(Comparator.comparing(String::length).reversed());
            for (String name : names) {
                ldap.delete(name);
            }
        }
    }

    @Test
    void carriesInsertsUpdatesAndDeletesToTheDirectory() throws Exception {
        insert(1, "amara", "Amara", "Okafor");
        insert(2, "bilal", "Bilal", "Haddad");
        startBoth();
        awaitDirectory("after the initsync", """
                dn: cn=staff,ou=groups,dc=example,dc=org
                cn: staff
                member:\s
                member: uid=amara,ou=people,dc=example,dc=org
                member: uid=bilal,ou=people,dc=example,dc=org
                objectClass: groupOfNames

                dn: uid=amara,ou=people,dc=example,dc=org
                cn: Amara Okafor
                givenName: Amara
                objectClass: inetOrgPerson
                sn: Okafor
                uid: amara

                dn: uid=bilal,ou=people,dc=example,dc=org
                cn: Bilal Haddad
                givenName: Bilal
                objectClass: inetOrgPerson
                sn: Haddad
                uid: bilal
                """);

        insert(3, "chloe", "Chloé", "Martin");
        postgres.execute(database, "UPDATE people SET login = 'okafor', last = 'Okafor-Bell' WHERE id = 1");
        remove(2);
        awaitDirectory("after insert, update and delete", """
                dn: cn=staff,ou=groups,dc=example,dc=org
                cn: staff
                member:\s
                member: uid=chloe,ou=people,dc=example,dc=org
                member: uid=okafor,ou=people,dc=example,dc=org
                objectClass: groupOfNames

                dn: uid=chloe,ou=people,dc=example,dc=org
                cn: Chloé Martin
                givenName: Chloé
                objectClass: inetOrgPerson
                sn: Martin
                uid: chloe

                dn: uid=okafor,ou=people,dc=example,dc=org
                cn: Amara Okafor-Bell
                givenName: Amara
                objectClass: inetOrgPerson
                sn: Okafor-Bell
                uid: okafor
                """);

        stopWell(server);
        stopWell(client);
    }

    @Test
    void losesNothingWhenOneOrBothProcessesAreKilledAtAnyMoment() throws Exception {
        Random random = new Random(20261123);
        for (int id = 1; id <= 30; id++) {
            insert(id, "user" + id, "First" + id, "Last" + id);
        }
        startBoth();
        for (int kill = 0; kill < KILLS; kill++) {
            change(random);
            awaitNanos((1 + kill % 4) * random.nextLong(1_500_000_000));
            if (kill % 3 != 0) {
                server.kill();
            }
            if (kill % 3 != 1) {
                client.kill();
            }
            change(random);
            if (!server.isAlive()) {
                server = hermes.start("server", SECRETS);
            }
            if (!client.isAlive()) {
                client = hermes.start(CLIENT, SECRETS);
            }
            change(random);
        }
        awaitDirectory("after " + KILLS + " kills", expected());
        assertThat(hermes.run(CLIENT + "-cli", "status", "-j")).doesNotContain("errorQueue");
    }

    private void startBoth() throws IOException {
        server = hermes.start("server", SECRETS);
        awaitCommand("the first cycle", "lastUpdate: 2", "server-cli", "status");
        hermes.run("server-cli", "initsync");
        client = hermes.start(CLIENT, SECRETS);
    }

    /** A few random changes of rows, kept in {@code people} too. */
    private void change(Random random) {
        for (int i = 0; i < 5; i++) {
            int id = 1 + random.nextInt(40);
            if (!people.containsKey(id)) {
                insert(id, "user" + id, "First" + id, "Last" + random.nextInt(1000));
            } else if (random.nextInt(3) == 0 && people.size() > 20) {
                remove(id);
            } else {
                String last = "Last" + random.nextInt(1000);
                postgres.execute(database, "UPDATE people SET last = '" + last + "' WHERE id = " + id);
                people.get(id)[2] = last;
            }
        }
    }

    private void insert(int id, String login, String first, String last) {
        postgres.execute(
                database,
                "INSERT INTO people VALUES (%d, '%s', '%s', '%s')".formatted(id, login, first, last),
                "INSERT INTO members VALUES (1, " + id + ")");
        people.put(id, new String[] {login, first, last});
    }

    private void remove(int id) {
        postgres.execute(database, "DELETE FROM members WHERE uid = " + id, "DELETE FROM people WHERE id = " + id);
        people.remove(id);
    }

    private String expected() {
        StringBuilder ldif = new StringBuilder("dn: cn=staff,ou=groups,dc=example,dc=org\ncn: staff\nmember: \n");
        people.values().stream()
                .map(person -> "member: uid=" + person[0] + ",ou=people,dc=example,dc=org\n")
                .sorted()
                .forEach(ldif::append);
        ldif.append("objectClass: groupOfNames\n");
        people.values().stream()
                .sorted(Comparator.comparing(person -> person[0]))
                .forEach(person -> ldif.append("""

                        dn: uid=%1$s,ou=people,dc=example,dc=org
                        cn: %2$s %3$s
                        givenName: %2$s
                        objectClass: inetOrgPerson
                        sn: %3$s
                        uid: %1$s
                        """.formatted((Object[]) person)));
        return ldif.toString();
    }

    private void awaitDirectory(String when, String expected) throws LDAPException {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!directory().equals(expected) && System.nanoTime() < end) {
            awaitNanos(100_000_000);
        }
        assertThat(directory())
                .as(when + "; server log:\n" + server.log() + "\nclient log:\n" + client.log())
                .isEqualTo(expected);
    }

    private void awaitCommand(String what, String text, String... command) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        Path log = hermes.work().resolve("await.log");
        while (System.nanoTime() < end) {
            java.nio.file.Files.deleteIfExists(log);
            if (hermes.status(log, Map.of(), command) == 0
                    && java.nio.file.Files.readString(log).contains(text)) {
                return;
            }
        }
        throw new AssertionError(what + " did not come; server log:\n" + server.log());
    }

    /** People and groups as LDIF, sorted by DN, attributes and values sorted. */
    private String directory() throws LDAPException {
        try (LDAPConnection ldap = connect()) {
            List<String> entries = new ArrayList<>();
            for (Entry entry : ldap.search(Slapd.Server.SUFFIX, SearchScope.SUB, "(|(uid=*)(cn=*))")
                    .getSearchEntries()) {
                entries.add(text(entry));
            }
            entries.sort(Comparator.naturalOrder());
            return String.join("\n", entries);
        }
    }

    private static String text(Entry entry) {
        StringBuilder text = new StringBuilder("dn: " + entry.getDN() + "\n");
        entry.getAttributes().stream()
                .sorted(Comparator.comparing(attribute -> attribute.getName().toLowerCase()))
                .forEach(attribute -> Arrays.stream(attribute.getValues())
                        .sorted()
                        .forEach(value -> text.append(attribute.getName() + ": " + value + "\n")));
        return text.toString();
    }

    private LDAPConnection connect() throws LDAPException {
        return new LDAPConnection("127.0.0.1", slapd.port(), Slapd.Server.ADMIN, Slapd.Server.PASSWORD);
    }

    private static void stopWell(Child child) {
        child.signal("TERM");
        assertThat(child.awaitExit(LIMIT)).as(child.log()).isZero();
    }

    private static void close(Child child) {
        if (child != null) {
            child.close();
        }
    }

    private static void awaitNanos(long nanos) {
        java.util.concurrent.locks.LockSupport.parkNanos(nanos);
    }

    private String serverConfig() {
        return """
                hermes:
                  cache: {dirpath: server-cache}
                  cli_socket: {path: server.sock}
                  logs: {logfile: null, verbosity: info}
                  templates: {results: typed}
                  retry: {error_pause: 1, bus_pause: 1}
                  plugins:
                    datasources:
                      hr:
                        type: postgresql
                        settings: {server: 127.0.0.1, port: %d, dbname: %s, login: postgres, password: "${env:HR_PASSWORD}"}
                    messagebus:
                      sqlite:
                        settings: {uri: bus.sqlite, retention_in_days: 1}
                hermes-server:
                  updateInterval: 1
                  datamodel:
                    SRVUsers:
                      primarykeyattr: user_id
                      sources:
                        hr:
                          fetch: {type: fetch, query: "SELECT * FROM people"}
                          attrsmapping: {user_id: id, login: login, first: first, last: last}
                    SRVGroups:
                      primarykeyattr: group_id
                      sources:
                        hr:
                          fetch: {type: fetch, query: "SELECT * FROM grps"}
                          attrsmapping: {group_id: id, name: name}
                    SRVGroupsMembers:
                      primarykeyattr: [group_id, user_id]
                      foreignkeys:
                        group_id: {from_objtype: SRVGroups, from_attr: group_id}
                        user_id: {from_objtype: SRVUsers, from_attr: user_id}
                      integrity_constraints:
                        - "{{ _SELF.user_id in SRVUsers_pkeys and _SELF.group_id in SRVGroups_pkeys }}"
                      sources:
                        hr:
                          fetch: {type: fetch, query: "SELECT * FROM members"}
                          attrsmapping: {group_id: gid, user_id: uid}
                """.formatted(postgres.port(), database);
    }

    private String clientConfig() {
        return """
                hermes:
                  cache: {dirpath: client-cache}
                  cli_socket: {path: client.sock}
                  logs: {logfile: null, verbosity: info}
                  templates: {results: typed}
                  retry: {error_pause: 1, bus_pause: 1}
                  plugins:
                    messagebus:
                      sqlite:
                        settings: {uri: bus.sqlite}
                hermes-client:
                  updateInterval: 1
                  errorQueue_retryInterval: 1
                  datamodel:
                    Users:
                      hermesType: SRVUsers
                      attrsmapping:
                        uid: login
                        givenName: first
                        sn: last
                        cn: "{{ first ~ ' ' ~ last }}"
                        objectClass: "{{ 'inetOrgPerson' }}"
                    Groups:
                      hermesType: SRVGroups
                      attrsmapping:
                        cn: name
                        objectClass: "{{ 'groupOfNames' }}"
                    GroupsMembers:
                      hermesType: SRVGroupsMembers
                      attrsmapping:
                        group_pkey: group_id
                        user_pkey: user_id
                hermes-client-usersgroups_ldap:
                  uri: ldap://127.0.0.1:%d
                  binddn: %s
                  bindpassword: ${env:LDAP_PASSWORD}
                  basedn: %s
                  users_ou: ou=people,dc=example,dc=org
                  groups_ou: ou=groups,dc=example,dc=org
                  dnAttributes: {Users: uid, UserPasswords: uid, Groups: cn}
                  groupsObjectclass: groupOfNames
                  defaultValues:
                    Groups: {member: ""}
                """.formatted(slapd.port(), Slapd.Server.ADMIN, Slapd.Server.SUFFIX);
    }
}
