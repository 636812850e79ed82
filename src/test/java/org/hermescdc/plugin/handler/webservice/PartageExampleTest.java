package org.hermescdc.plugin.handler.webservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.camel.handler.Calls;
import org.hermescdc.config.ClientConfig;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped example for RENATER PARTAGE against a service that behaves like its API. */
class PartageExampleTest {

    private static final Path EXAMPLE = Path.of("config/target-partage/hermes-client-partage-config.yml");
    private static final String KEY = "6b7ead4bd425836e8cf0";
    private static final String ANN = "ann@example.org";
    private static final String STAFF = "staff@example.org";

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final PartageService service = new PartageService("example.org", KEY, clock);
    private TestClient client;

    /** Stands still until it is set forward. */
    private static final class TestClock extends Clock {
        private Instant now = Instant.parse("2031-03-03T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void start() throws IOException {
        connect(KEY);
    }

    private void connect(String key) throws IOException {
        String text = Files.readString(EXAMPLE)
                .replace("https://api.partage.renater.fr/service/domain", service.url())
                .replace("change-me", key);
        Path file = Files.writeString(folder.resolve("hermes-client-partage-config.yml"), text);
        ClientConfig config = new ConfigLoader(PluginCatalog.installed(folder), Map.of()).loadClient(file, "partage");
        client = new TestClient(
                new WebServiceHandler(pause -> {}, clock),
                config.pluginSettings(),
                Set.of("Users", "Groups", "GroupsMembers"));
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void keepsAnAccountFromItsBeginningToItsEnd() {
        client.added("Users", 1, ann());
        assertThat(service.accounts())
                .isEqualTo(Map.of(
                        ANN,
                        Map.of(
                                "userPassword", "{SSHA}a+b/c=&d",
                                "zimbraHideInGal", "FALSE",
                                "givenName", "Ann é",
                                "sn", "Ash",
                                "displayName", "Ann é Ash",
                                "zimbraAccountStatus", "active")));

        client.modified("Users", 1, Map.of("mail", "a.bo@example.org", "sn", "Bo", "displayName", "Ann Bo"));
        assertThat(service.accounts()).containsOnlyKeys("a.bo@example.org");
        assertThat(service.accounts().get("a.bo@example.org"))
                .containsEntry("sn", "Bo")
                .doesNotContainKey("givenName")
                .containsEntry("userPassword", "{SSHA}a+b/c=&d");

        client.trashed("Users", 1);
        assertThat(service.accounts().get("a.bo@example.org")).containsEntry("zimbraAccountStatus", "closed");
        client.recycled("Users", 1);
        assertThat(service.accounts().get("a.bo@example.org")).containsEntry("zimbraAccountStatus", "active");
        client.removed("Users", 1);
        assertThat(service.accounts()).isEmpty();
    }

    @Test
    void makesTheseCalls() {
        client.added("Users", 1, Map.of("mail", ANN, "sn", "Ash", "displayName", "Ash"));
        client.modified("Users", 1, Map.of("mail", ANN, "sn", "Bo", "displayName", "Bo", "userPassword", "{SSHA}x"));

        String modify = "ModifyAccount name=ann%40example.org&givenName=&sn=";
        assertThat(service.drain())
                .containsExactly(
                        "Auth",
                        "CreateAccount name=ann%40example.org&password=&zimbraHideInGal=FALSE",
                        modify + "Ash&displayName=Ash&zimbraAccountStatus=active",
                        modify + "Bo&displayName=Bo&zimbraAccountStatus=active",
                        "ModifyAccount name=ann%40example.org&userPassword=%7BSSHA%7Dx");
    }

    @Test
    void keepsGroupsAndTheirMembers() {
        staffWithAnn();
        assertThat(service.groups())
                .isEqualTo(Map.of(STAFF, Map.of("displayName", "Staff", "zimbraMailStatus", "enabled")));
        assertThat(service.members(STAFF)).containsExactly(ANN);

        client.modified("Groups", 7, Map.of("mail", STAFF, "displayName", "All staff"));
        assertThat(service.groups().get(STAFF)).containsEntry("displayName", "All staff");
        client.removed("GroupsMembers", List.of(1, 7));
        assertThat(service.members(STAFF)).isEmpty();
        client.removed("Groups", 7);
        assertThat(service.groups()).isEmpty();
    }

    @Test
    void looksBeforeARetryWhetherTheCallWasDone() {
        staffWithAnn();
        client.added("Users", 2, Map.of("mail", "joann@example.org"));
        client.added("GroupsMembers", List.of(2, 7), Map.of("user_pkey", 2, "group_pkey", 7));

        loses("CreateAccount", Calls.added("Users", 3, Map.of("mail", "cy@example.org")));
        loses("CreateGroup", Calls.added("Groups", 8, Map.of("mail", "other@example.org")));
        loses("RemoveGroupMembers", client.toRemove("GroupsMembers", List.of(1, 7)));
        loses("RemoveGroupMembers", client.toRemove("GroupsMembers", List.of(2, 7)));
        loses("RenameAccount", client.toModify("Users", 3, Map.of("mail", "cyd@example.org")));
        loses("DeleteGroup", client.toRemove("Groups", 7));
        loses("DeleteAccount", client.toRemove("Users", 1));

        assertThat(service.accounts()).containsOnlyKeys("cyd@example.org", "joann@example.org");
        assertThat(service.groups()).containsOnlyKeys("other@example.org");
    }

    /** The call is done but not answered, and its retry finds that out without doing it again. */
    private void loses(String method, HandlerCall call) {
        service.losesTheAnswerOf(method);
        assertThatThrownBy(() -> client.handle(call))
                .as(method)
                .isInstanceOf(HandlerException.class)
                .hasMessageContaining("no answer, so that it may have been done or not");
        assertThat(call.context().isPartiallyProcessed()).isTrue();
        service.drain();

        client.handle(Calls.again(call));

        assertThat(service.drain()).isNotEmpty().noneMatch(request -> request.startsWith(method));
    }

    @Test
    void repeatsACallThatWasNotDone() {
        staffWithAnn();
        HandlerCall member = Calls.again(client.toRemove("GroupsMembers", List.of(1, 7)));
        HandlerCall user = Calls.again(client.toRemove("Users", 1));
        service.drain();

        client.handle(member);
        client.handle(user);

        assertThat(service.drain())
                .extracting(request -> request.replaceFirst(" .*", ""))
                .containsExactly("GetGroup", "RemoveGroupMembers", "GetAccount", "DeleteAccount");
        assertThat(service.accounts()).isEmpty();
    }

    @Test
    void givesAnAccountThatWasThereTheValuesOfTheObject() {
        client.added("Users", 1, Map.of("mail", ANN, "sn", "Old"));
        HandlerCall added = Calls.added("Users", 2, Map.of("mail", ANN, "sn", "New"));
        assertThatThrownBy(() -> client.handle(added))
                .hasMessage("POST " + service.url() + "/CreateAccount/{{ _session.token }}: the service answered 200:"
                        + " <?xml version=\"1.0\" encoding=\"UTF-8\"?>; <Response><status type=\"integer\">2</status>"
                        + "<message>email address already exists: ann@example.org</message></Response>");
        assertThat(added.context().isPartiallyProcessed()).isFalse();

        client.handle(Calls.again(added));

        assertThat(service.accounts().get(ANN)).containsEntry("sn", "New");
    }

    @Test
    void logsInOnceAndAgainBeforeTheTokenEnds() {
        client.added("Users", 1, Map.of("mail", ANN));
        client.removed("Users", 1);
        assertThat(service.drain()).containsOnlyOnce("Auth");

        clock.now = clock.now.plusSeconds(269);
        client.added("Users", 1, Map.of("mail", ANN));
        assertThat(service.drain()).doesNotContain("Auth");

        clock.now = clock.now.plusSeconds(1);
        client.removed("Users", 1);
        assertThat(service.drain()).containsExactly("Auth", "DeleteAccount name=ann%40example.org");
    }

    @Test
    void logsInAgainWhereTheServiceKnowsTheTokenNoMore() {
        client.added("Users", 1, Map.of("mail", ANN));
        service.forgetsItsTokens();
        service.drain();

        client.removed("Users", 1);

        assertThat(service.drain())
                .containsExactly(
                        "DeleteAccount name=ann%40example.org", "Auth", "DeleteAccount name=ann%40example.org");
        assertThat(service.accounts()).isEmpty();
    }

    @Test
    void failsWithoutHavingDoneAnythingWhereTheLoginIsRefused() throws Exception {
        client.close();
        connect("another-key");
        HandlerCall added = Calls.added("Users", 1, ann());

        assertThatThrownBy(() -> client.handle(added))
                .isInstanceOf(HandlerException.class)
                .hasMessageStartingWith("login: POST " + service.url() + "/Auth: the service answered 200: ")
                .hasMessageContaining("Access denied")
                .hasMessageNotContaining("another-key");

        assertThat(added.context().isPartiallyProcessed()).isFalse();
        assertThat(service.drain()).containsExactly("Auth");
    }

    private void staffWithAnn() {
        client.added("Users", 1, ann());
        client.added("Groups", 7, Map.of("mail", STAFF, "displayName", "Staff"));
        client.added("GroupsMembers", List.of(1, 7), Map.of("user_pkey", 1, "group_pkey", 7));
    }

    private static Map<String, Object> ann() {
        return Map.of(
                "mail",
                ANN,
                "givenName",
                "Ann é",
                "sn",
                "Ash",
                "displayName",
                "Ann é Ash",
                "userPassword",
                "{SSHA}a+b/c=&d");
    }
}
