package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way over Kafka with the built distribution: rows of SQLite, server and client as processes of their own, one
 * text file for each group.
 */
@ExtendWith(Kafka.class)
class SqliteToKafkaToFilesIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String CLIENT = "client-files";

    private final Kafka.Broker broker;
    private final String topic;
    private Distribution hermes;
    private SqliteFile source;
    private Child server;
    private Child client;

    SqliteToKafkaToFilesIT(Kafka.Broker broker) {
        this.broker = broker;
        this.topic = broker.newName();
    }

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        hermes = Distribution.unpack(folder);
        source = new SqliteFile(hermes.work().resolve("university.sqlite"));
        source.execute(
                "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT)",
                "CREATE TABLE groups (id INTEGER PRIMARY KEY, name TEXT)",
                "CREATE TABLE members (gid INTEGER, uid INTEGER)",
                "INSERT INTO users VALUES (1, 'amara@example.edu'), (2, 'bilal@example.edu')",
                "INSERT INTO groups VALUES (1, 'staff'), (2, 'chess')",
                "INSERT INTO members VALUES (1, 1), (1, 2), (2, 2)");
        hermes.configure("hermes-server-config.yml", serverConfig());
        hermes.configure("hermes-client-files-config.yml", clientConfig());
    }

    @AfterEach
    void stop() {
        for (Child child : List.of(server, client)) {
            child.close();
        }
    }

    @Test
    void endsWithTheSameFilesThoughTheClientIsKilled() throws Exception {
        client = hermes.start(CLIENT, Map.of());
        server = hermes.start("server", Map.of());
        server.awaitLog("first cycle: the cache is filled", LIMIT);
        hermes.run("server-cli", "initsync");
        awaitFiles(Map.of("chess.txt", "bilal@example.edu\n", "staff.txt", "amara@example.edu\nbilal@example.edu\n"));

        source.execute(
                "INSERT INTO users VALUES (3, 'chloe@example.edu')",
                "INSERT INTO members VALUES (2, 3)",
                "UPDATE users SET mail = 'okafor@example.edu' WHERE id = 1",
                "UPDATE groups SET name = 'crew' WHERE id = 1");
        client.kill();
        source.execute("DELETE FROM members WHERE uid = 2", "DELETE FROM users WHERE id = 2");
        client = hermes.start(CLIENT, Map.of());

        awaitFiles(Map.of("chess.txt", "chloe@example.edu\n", "crew.txt", "okafor@example.edu\n"));
        assertThat(hermes.run(CLIENT + "-cli", "status", "-j")).doesNotContain("errorQueue");
        for (Child program : List.of(server, client)) {
            program.signal("TERM");
            assertThat(program.awaitExit(LIMIT)).as(program.log()).isZero();
            assertThat(program.log()).doesNotContain("org.apache.kafka", "org.apache.camel");
        }
        assertThat(broker.records(topic)).isNotEmpty().allSatisfy(record -> assertThat(record.partition())
                .isZero());
    }

    private void awaitFiles(Map<String, String> expected) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!files().equals(expected) && System.nanoTime() < end) {
            LockSupport.parkNanos(200_000_000);
        }
        assertThat(files())
                .as("server:\n%s\nclient:\n%s", server.log(), client.log())
                .isEqualTo(expected);
    }

    private Map<String, String> files() {
        Path folder = hermes.work().resolve("mails");
        Map<String, String> contents = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    contents.put(file.getFileName().toString(), Files.readString(file));
                }
            } catch (IOException e) {
                return Map.of("changing", e.getMessage());
            }
        }
        return contents;
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
                      university: {type: sqlite, settings: {uri: university.sqlite}}
                    messagebus:
                      kafka:
                        settings: {servers: "%s", topic: %s}
                hermes-server:
                  updateInterval: 1
                  datamodel:
                    SRVUsers:
                      primarykeyattr: user_id
                      sources:
                        university:
                          fetch: {type: fetch, query: "SELECT * FROM users"}
                          attrsmapping: {user_id: id, mail: mail}
                    SRVGroups:
                      primarykeyattr: group_id
                      sources:
                        university:
                          fetch: {type: fetch, query: "SELECT * FROM groups"}
                          attrsmapping: {group_id: id, name: name}
                    SRVGroupsMembers:
                      primarykeyattr: [group_id, user_id]
                      foreignkeys:
                        group_id: {from_objtype: SRVGroups, from_attr: group_id}
                        user_id: {from_objtype: SRVUsers, from_attr: user_id}
                      integrity_constraints:
                        - "{{ _SELF.user_id in SRVUsers_pkeys and _SELF.group_id in SRVGroups_pkeys }}"
                      sources:
                        university:
                          fetch: {type: fetch, query: "SELECT * FROM members"}
                          attrsmapping: {group_id: gid, user_id: uid}
                """.formatted(broker.address(), topic);
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
                      kafka:
                        settings: {servers: ["%s"], topic: %s, group_id: files}
                hermes-client:
                  plugin: usersgroups_flatfiles_emails_of_groups
                  updateInterval: 1
                  errorQueue_retryInterval: 1
                  datamodel:
                    Users:
                      hermesType: SRVUsers
                      attrsmapping: {user_pkey: user_id, mail: mail, login: mail}
                    Groups:
                      hermesType: SRVGroups
                      attrsmapping: {group_pkey: group_id, name: name}
                    GroupsMembers:
                      hermesType: SRVGroupsMembers
                      attrsmapping: {group_pkey: group_id, user_pkey: user_id}
                hermes-client-usersgroups_flatfiles_emails_of_groups:
                  destDir: mails
                """.formatted(broker.address(), topic);
    }
}
