package org.hermescdc.plugin.handler.ad;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.hermescdc.it.SambaAd;
import org.hermescdc.it.TcpProxy;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole client, and a real domain controller that fails in all the ways that servers and networks do. */
@ExtendWith(SambaAd.class)
@Timeout(120)
abstract class AdClientContract {

    private static final Path EXAMPLES = Path.of("config/target-active-directory");
    private static final String PASSWORD = "Canary-pa55word";
    private static final Duration RETRY = Duration.ofHours(2);

    private static final String CONFIG = """
            hermes:
              cache: {dirpath: cache, enable_compression: false}
              logs: {logfile: null}
              plugins: {messagebus: {sqlite: {settings: {uri: bus.sqlite}}}}
            hermes-client:
              datamodel:
                Users: {hermesType: SRVUsers, attrsmapping: {SamAccountName: login, Title: department}}
                UserPasswords: {hermesType: SRVPasswords, attrsmapping: {user_pkey: id, password: password}}
                Groups: {hermesType: SRVGroups, attrsmapping: {SamAccountName: name}}
                GroupsMembers: {hermesType: SRVGroupsMembers, attrsmapping: {user_pkey: user_id, group_pkey: group_id}}
            """;

    @TempDir
    private Path folder;

    final SambaAd.Server server;
    final AdTestDomain domain;
    LDAPConnection directory;
    private TcpProxy proxy;
    private AdClient client;

    AdClientContract(SambaAd.Server server) {
        this.server = server;
        this.domain = new AdTestDomain(server, getClass());
    }

    abstract String plugin();

    /** The settings of the plugin for the domain controller at an address, with an account's name and a second for answers. */
    abstract String settings(String address, String account);

    /** What the example of this plugin does that the other's does not. */
    void assertOnExample() throws Exception {}

    /** How a domain controller goes away, and what the error queue tells of it. */
    enum Failure {
        REFUSES("91 connect error (Connection refused)"),
        HANGS("91 connect error"),
        WRONG_PASSWORD("49 invalid credentials (80090308: ");

        private final String told;

        Failure(String told) {
            this.told = told;
        }
    }

    @BeforeEach
    void begin() throws Exception {
        domain.empty();
        directory = server.connect();
        directory.add(
                "dn: " + user("hermes"),
                "objectClass: user",
                "sAMAccountName: hermes-service",
                "userAccountControl: 514");
        directory.modify(user("hermes"), AdForm.password(SambaAd.Server.PASSWORD));
        directory.modify(user("hermes"), AdForm.replacement("userAccountControl", "512"));
        directory.modify(
                "CN=Domain Admins,CN=Users," + SambaAd.Server.SUFFIX,
                new Modification(ModificationType.ADD, "member", user("hermes")));
        proxy = server.proxy();
    }

    @AfterEach
    void end() throws LDAPException {
        if (client != null) {
            client.close();
        }
        proxy.close();
        directory.close();
        domain.empty();
    }

    @Outage(value = Fault.REFUSED, then = "the event fails and waits in the error queue; its retry does it")
    @Outage(value = Fault.HANGS, then = "given up after 10 s when connecting, after `timeout` when answering")
    @Outage(value = Fault.CREDENTIALS, then = "the event fails with the target's own words, without the password")
    @ParameterizedTest
    @EnumSource
    void queuesEventsWhileTheDomainControllerFailsAndGoesOnByItself(Failure failure) throws Exception {
        start();
        client.added("SRVUsers", "1", "{\"id\": 1, \"login\": \"ann\"}");
        client.added("SRVUsers", "2", "{\"id\": 2, \"login\": \"bob\"}");
        client.iterate();
        assertThat(client.errors()).isEmpty();

        begin(failure);
        client.modified("SRVUsers", "1", "{\"login\": \"anna\"}");
        client.added("SRVPasswords", "1", "{\"id\": 1, \"password\": \"" + PASSWORD + "\"}");
        client.removed("SRVUsers", "2");
        client.added("SRVUsers", "3", "{\"id\": 3, \"login\": \"eve\"}");
        client.iterate();
        client.iterateAfter(RETRY);

        assertThat(client.errors())
                .contains("<Users[1]>", "<UserPasswords[1]>", "<Users[2]>", "<Users[3]>", failure.told)
                .doesNotContain(PASSWORD, SambaAd.Server.PASSWORD);
        assertThat(names()).containsExactlyInAnyOrder("ann", "bob");

        end(failure);
        client.iterateAfter(RETRY);

        assertThat(client.errors()).isEmpty();
        assertThat(names()).containsExactlyInAnyOrder("anna", "eve");
        assertThat(binds("anna", PASSWORD)).isTrue();
        assertThat(client.filesWith(PASSWORD))
                .allMatch(file -> file.matches("bus\\.sqlite.*|cache/_errorqueue(\\.\\d+)?\\.json|cache/_journal"));
    }

    @Outage(value = Fault.SLOW, then = "waited for")
    @Test
    void waitsForASlowDomainController() throws Exception {
        start();
        proxy.slowDown(Duration.ofMillis(200));

        client.added("SRVUsers", "1", "{\"id\": 1, \"login\": \"ann\"}");
        client.iterate();

        assertThat(client.errors()).isEmpty();
        assertThat(names()).containsExactly("ann");
    }

    /** The request arrives and its answer does not, at ever later answers of one change. */
    @Outage(value = Fault.DIES, then = "the event fails; its retry finds out what was done, and does the rest")
    @Test
    void endsWellWhicheverAnswerIsLost() throws Exception {
        start();
        client.added("SRVGroups", "9", "{\"id\": 9, \"name\": \"team\"}");
        client.iterate();
        int lost = 0;
        for (int id = 10; id < 30; id++) {
            proxy.cutAnswersAfter((id - 10) * 100L);
            client.added("SRVUsers", "" + id, "{\"id\": %d, \"login\": \"user%d\"}".formatted(id, id));
            client.added("SRVPasswords", "" + id, "{\"id\": %d, \"password\": \"%s\"}".formatted(id, PASSWORD));
            client.added(
                    "SRVGroupsMembers", "[%d, 9]".formatted(id), "{\"user_id\": %d, \"group_id\": 9}".formatted(id));
            client.modified("SRVUsers", "" + id, "{\"login\": \"renamed%d\"}".formatted(id));
            client.iterate();
            lost += client.errors().isEmpty() ? 0 : 1;
            proxy.pass();
            client.iterateAfter(RETRY);

            assertThat(client.errors())
                    .as("after " + (id - 10) * 100 + " bytes")
                    .isEmpty();
            String dn = user("renamed" + id);
            assertThat(directory.getEntry(dn, "userAccountControl").getAttributeValue("userAccountControl"))
                    .isEqualTo("512");
            assertThat(directory.getEntry(dn, "memberOf").getAttributeValues("memberOf"))
                    .hasSize(1);
            assertThat(binds("renamed" + id, PASSWORD)).isTrue();
        }
        assertThat(lost).isGreaterThan(10);
        assertThat(names()).hasSize(20);
    }

    @Outage(value = Fault.DIES, then = "the event fails; its retry finds out what was done, and does the rest")
    @Test
    void losesNothingWhenTheDomainControllerIsKilledInTheMiddle() throws Exception {
        start();
        client.added("SRVGroups", "9", "{\"id\": 9, \"name\": \"team\"}");
        for (int id = 100; id < 160; id++) {
            client.added("SRVUsers", "" + id, "{\"id\": %d, \"login\": \"user%d\"}".formatted(id, id));
            client.added("SRVPasswords", "" + id, "{\"id\": %d, \"password\": \"%s\"}".formatted(id, PASSWORD));
            client.added(
                    "SRVGroupsMembers", "[%d, 9]".formatted(id), "{\"user_id\": %d, \"group_id\": 9}".formatted(id));
        }
        Thread work = new Thread(client::iterate);
        work.start();
        while (names().size() < 15) {
            LockSupport.parkNanos(1_000_000);
        }
        server.kill();
        work.join();
        assertThat(client.errors()).contains("<Users[159]>").doesNotContain(PASSWORD);

        server.start();
        client.iterateAfter(RETRY);

        directory = server.connect();
        assertThat(client.errors()).isEmpty();
        assertThat(names()).hasSize(60);
        assertThat(directory.getEntry("CN=team," + domain.groups(), "member").getAttributeValues("member"))
                .hasSize(60);
        for (int id = 100; id < 160; id++) {
            assertThat(binds("user" + id, PASSWORD)).as("user" + id).isTrue();
        }
    }

    @Test
    void runsTheExample() throws Exception {
        directory.add("dn: CN=staff," + domain.groups(), "objectClass: group", "sAMAccountName: staff");
        client = new AdClient(folder, plugin(), example());

        liveALife();
        assertOnExample();
    }

    /** A user arrives, logs in, changes, is disabled in the trashbin, comes back, goes, and is deleted at last. */
    private void liveALife() throws Exception {
        client.added(
                "SRVUsers",
                "1",
                "{\"id\": 1, \"login\": \"ann\", \"first_name\": \"Ann\", \"last_name\": \"Lee\","
                        + " \"initials\": \"AL\", \"leaves_at\": \"HermesDatetime(2031-12-31T00:00:00Z)\"}");
        client.added("SRVPasswords", "1", "{\"id\": 1, \"password\": \"" + PASSWORD + "\"}");
        client.added("SRVGroups", "9", "{\"id\": 9, \"name\": \"board\", \"scope\": \"Universal\"}");
        client.added("SRVGroupsMembers", "[1, 9]", "{\"user_id\": 1, \"group_id\": 9}");
        client.added("SRVMembersOfGroups", "9", "{\"group_id\": 9, \"logins\": [\"ann\"]}");
        client.iterate();
        assertThat(client.errors()).isEmpty();
        String dn = dn("ann");
        assertThat(binds(dn)).isTrue();
        assertThat(directory.getEntry(dn, "memberOf").getAttributeValues("memberOf"))
                .containsExactlyInAnyOrder("CN=board," + domain.groups(), "CN=staff," + domain.groups());
        assertThat(directory.getEntry(dn).getAttributeValue("initials")).isEqualTo("AL");
        assertThat(directory.getEntry(dn).getAttributeValue("userPrincipalName"))
                .isEqualTo("ann@hermes.test");

        client.modified("SRVUsers", "1", "{\"login\": \"anna\"}");
        client.removed("SRVPasswords", "1");
        client.removed("SRVUsers", "1");
        client.iterate();
        assertThat(client.errors()).isEmpty();
        assertThat(binds(dn("anna"))).isFalse();
        assertThat(directory.getEntry(dn("anna"), "userAccountControl").getAttributeValueAsInteger("userAccountControl")
                        & 2)
                .isEqualTo(2);

        client.added(
                "SRVUsers",
                "1",
                "{\"id\": 1, \"login\": \"anna\", \"first_name\": \"Ann\", \"last_name\": \"Ray\", \"initials\": \"AR\"}");
        client.added("SRVPasswords", "1", "{\"id\": 1, \"password\": \"" + PASSWORD + "\"}");
        client.iterate();
        client.iterate();
        assertThat(client.errors()).isEmpty();
        assertThat(binds(dn("anna"))).isTrue();
        assertThat(directory.getEntry(dn("anna")).getAttributeValue("sn")).isEqualTo("Ray");

        client.removed("SRVPasswords", "1");
        client.removed("SRVUsers", "1");
        client.iterate();
        assertThat(dn("anna")).isNotNull();
        client.iterateAfter(Duration.ofDays(31));
        assertThat(client.errors()).isEmpty();
        assertThat(names()).isEmpty();
    }

    private String example() throws IOException {
        return Files.readString(EXAMPLES.resolve("hermes-client-" + plugin() + "-config.yml"))
                .replace("OU=people,DC=example,DC=org", domain.users())
                .replace("OU=groups,DC=example,DC=org", domain.groups())
                .replace("DC=example,DC=org", SambaAd.Server.SUFFIX)
                .replace("dc1.example.org", server.address())
                .replace("hermes@example.org", "hermes-service@hermes.test")
                .replace("login: hermes\n", "login: hermes-service\n")
                .replace("example.org", "hermes.test")
                .replace("change-me", SambaAd.Server.PASSWORD)
                .replace(
                        "/etc/ssl/certs/ca-certificates.crt",
                        server.certificates().certificate().toString());
    }

    private void start() throws IOException {
        client = new AdClient(
                folder, plugin(), CONFIG + settings(proxy.address(), "hermes-service@" + SambaAd.Server.DOMAIN));
    }

    private void begin(Failure failure) throws LDAPException {
        switch (failure) {
            case REFUSES -> proxy.refuse();
            case HANGS -> proxy.hang();
            case WRONG_PASSWORD -> {
                directory.modify(user("hermes"), AdForm.password("Other-pa55word"));
                directory.modify(user("hermes"), AdForm.password("Another-pa55word"));
                proxy.refuse();
                proxy.pass();
            }
        }
    }

    private void end(Failure failure) throws LDAPException {
        if (failure == Failure.WRONG_PASSWORD) {
            directory.modify(user("hermes"), AdForm.password(SambaAd.Server.PASSWORD));
        } else {
            proxy.pass();
        }
    }

    private String user(String name) {
        return "CN=" + name + "," + domain.users();
    }

    /** The account names of all users but the client's own. */
    private List<String> names() throws LDAPException {
        try (LDAPConnection ldap = server.connect()) {
            return ldap
                    .search(domain.users(), SearchScope.SUB, "(sAMAccountName=*)", "sAMAccountName")
                    .getSearchEntries()
                    .stream()
                    .map(entry -> entry.getAttributeValue("sAMAccountName"))
                    .filter(name -> !name.equals("hermes-service"))
                    .toList();
        }
    }

    private String dn(String name) throws LDAPException {
        return directory
                .searchForEntry(domain.users(), SearchScope.SUB, "(sAMAccountName=" + name + ")")
                .getDN();
    }

    private boolean binds(String name, String password) throws LDAPException {
        return binds(user(name), server, password);
    }

    private boolean binds(String dn) throws LDAPException {
        return binds(dn, server, PASSWORD);
    }

    private static boolean binds(String dn, SambaAd.Server server, String password) throws LDAPException {
        try (LDAPConnection connection = server.connect(dn, password)) {
            return connection.isConnected();
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
                return false;
            }
            throw e;
        }
    }
}
