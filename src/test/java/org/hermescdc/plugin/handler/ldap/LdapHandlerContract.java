package org.hermescdc.plugin.handler.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hermescdc.camel.handler.Calls;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.it.Certificates;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code usersgroups_ldap} does, on any directory. */
abstract class LdapHandlerContract {

    static final String SUFFIX = "dc=example,dc=org";
    static final String ADMIN = "cn=admin," + SUFFIX;
    static final String PASSWORD = "secret";
    static final String USERS_OU = "ou=people," + SUFFIX;
    static final String GROUPS_OU = "ou=groups," + SUFFIX;

    private static final Set<String> TYPES =
            Set.of("Users", "UserPasswords", "Groups", "GroupsMembers", "MembersOfGroups");

    private static final List<String> CLASSES = List.of("top", "person", "organizationalPerson", "inetOrgPerson");

    LDAPConnection directory;
    TestClient client;

    abstract String uri();

    abstract String tlsUri();

    abstract Certificates certificates();

    /** Ends all connections of clients, and is there again when it returns. */
    abstract void dropConnections() throws Exception;

    /** A new connection with all rights. */
    abstract LDAPConnection connect() throws LDAPException;

    @BeforeEach
    void begin() throws Exception {
        directory = connect();
        clear();
        directory.add(
                "dn: " + SUFFIX, "objectClass: organization", "objectClass: dcObject", "o: Example", "dc: example");
        directory.add("dn: " + USERS_OU, "objectClass: organizationalUnit", "ou: people");
        directory.add("dn: " + GROUPS_OU, "objectClass: organizationalUnit", "ou: groups");
        client = client(settings());
    }

    @AfterEach
    void end() {
        client.close();
        directory.close();
    }

    @Test
    void addsAUserWithAllButTheReservedAttributes() throws Exception {
        Map<String, Object> ann = user("ann", "Ann");
        ann.put("_pkey_id", 1);
        ann.put("description", List.of("one", "two", "two", ""));
        ann.put("employeeNumber", 42);
        ann.put("title", "");

        client.added("Users", 1, ann);

        assertThat(entry("uid=ann," + USERS_OU))
                .isEqualTo(Map.of(
                        "objectClass", Set.copyOf(CLASSES),
                        "uid", Set.of("ann"),
                        "cn", Set.of("Ann"),
                        "sn", Set.of("Ann"),
                        "description", Set.of("one", "two"),
                        "employeeNumber", Set.of("42")));
    }

    @Test
    void writesEachTypeOfValueInItsLdapForm() throws Exception {
        Map<String, Object> ann = user("ann", "Ann");
        ann.put(
                "description",
                List.of(true, 1.5, 10000000000.0, LocalDateTime.of(2031, 3, 4, 5, 6, 7), "é" + "\u00a0" + "x"));
        ann.put("jpegPhoto", Bytes.of(new byte[] {0, (byte) 0xff}));

        client.added("Users", 1, ann);

        assertThat(entry("uid=ann," + USERS_OU).get("description"))
                .isEqualTo(Set.of("TRUE", "1.5", "10000000000", "20310304050607Z", "é\u00a0x"));
        assertThat(directory.getEntry("uid=ann," + USERS_OU).getAttributeValueBytes("jpegPhoto"))
                .containsExactly(0, 0xff);
    }

    @Test
    void refusesAValueThatLdapCannotHold() {
        Map<String, Object> ann = user("ann", "Ann");
        ann.put("description", Map.of("a", 1));

        assertThatThrownBy(() -> client.added("Users", 1, ann))
                .isInstanceOf(HandlerException.class)
                .hasMessage("attribute 'description' holds a map; LDAP stores single values and lists of them");
    }

    @Test
    void refusesANameThatIsNotExactlyOneValue() {
        Map<String, Object> ann = user("ann", "Ann");
        ann.put("uid", List.of("ann", "anna"));

        assertThatThrownBy(() -> client.added("Users", 1, ann))
                .hasMessage("Users in LDAP: 'uid' has 2 values; exactly one is needed");
    }

    @Test
    void changesOnlyWhatTheEventNames() throws Exception {
        Map<String, Object> ann = user("ann", "Ann");
        ann.put("title", "Dr");
        ann.put("mail", "ann@example.org");
        client.added("Users", 1, ann);
        modify("uid=ann," + USERS_OU, "mobile", "by hand");
        modify("uid=ann," + USERS_OU, "mail", "by hand");

        ann.remove("title");
        ann.put("sn", List.of("Ann", "Doe"));
        ann.put("roomNumber", "12");
        HandlerCall call = client.modified("Users", 1, ann);

        assertThat(entry("uid=ann," + USERS_OU))
                .isEqualTo(Map.of(
                        "objectClass", Set.copyOf(CLASSES),
                        "uid", Set.of("ann"),
                        "cn", Set.of("Ann"),
                        "sn", Set.of("Ann", "Doe"),
                        "mail", Set.of("by hand"),
                        "mobile", Set.of("by hand"),
                        "roomNumber", Set.of("12")));
        assertThat(call.context().isPartiallyProcessed()).isTrue();
    }

    @Test
    void deletesARemovedUserAndKeepsATrashedOne() throws Exception {
        client.added("Users", 1, user("ann", "Ann"));
        client.added("Users", 2, user("bob", "Bob"));

        client.trashed("Users", 1);
        client.trashed("Users", 2);
        client.recycled("Users", 2);
        client.removed("Users", 2);

        assertThat(names(USERS_OU)).containsExactly("uid=ann," + USERS_OU);
    }

    @Test
    void renamesAUserAndWhatItsGroupsCallIt() throws Exception {
        team();

        client.modified("Users", 1, user("anna", "Anna"));

        assertTeamHas("anna", "Anna");
    }

    @Test
    void renamesInGroupsOfTheConfiguredClassOnly() throws Exception {
        client.close();
        client = client(
                with(settings(), "groupsObjectclass", "groupOfUniqueNames", "groupMemberAttribute", "uniqueMember"));
        client.added("Users", 1, user("ann", "Ann"));
        String other = "cn=other," + GROUPS_OU;
        directory.add("dn: " + other, "objectClass: groupOfNames", "member: ", "seeAlso: uid=ann," + USERS_OU);
        directory.add(
                "dn: cn=team," + GROUPS_OU, "objectClass: groupOfUniqueNames", "uniqueMember: uid=ann," + USERS_OU);

        client.modified("Users", 1, user("anna", "Ann"));

        assertThat(values("cn=team," + GROUPS_OU, "uniqueMember")).containsExactly("uid=anna," + USERS_OU);
        assertThat(values(other, "seeAlso")).containsExactly("uid=ann," + USERS_OU);
    }

    @Test
    void renamesAGroup() throws Exception {
        team();

        client.modified("Groups", 10, Map.of("objectClass", "groupOfNames", "cn", "crew", "description", "x"));

        assertThat(names(GROUPS_OU)).contains("cn=crew," + GROUPS_OU).doesNotContain("cn=team," + GROUPS_OU);
        assertThat(values("cn=crew," + GROUPS_OU, "cn")).containsExactly("crew");
        assertThat(values("cn=crew," + GROUPS_OU, "description")).containsExactly("x");
        assertThat(values("cn=crew," + GROUPS_OU, "member"))
                .containsExactlyInAnyOrder("", "uid=ann," + USERS_OU, "uid=bob," + USERS_OU);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Doe, John \"X\" #1+=<>;\\",
                "#hash",
                " leading",
                "trailing ",
                "  both  ",
                "é à 漢字 🙂",
                "a=b,c=d",
                "*)(uid=*",
                "back\\2cslash"
            })
    void escapesNastyNames(String name) throws Exception {
        client.added("Users", 1, user("plain", "Plain"));
        client.added("Groups", 10, group("team"));
        client.added("GroupsMembers", List.of(1, 10), membership(1, 10));

        client.modified("Users", 1, user(name, "Plain"));
        client.modified("Groups", 10, group(name));
        client.removed("GroupsMembers", List.of(1, 10));
        client.added("GroupsMembers", List.of(1, 10), membership(1, 10));

        Entry user = directory.searchForEntry(USERS_OU, SearchScope.ONE, "(objectClass=inetOrgPerson)");
        Entry group = directory.searchForEntry(GROUPS_OU, SearchScope.ONE, "(objectClass=groupOfNames)");
        assertThat(user.getAttributeValue("uid").strip()).isEqualTo(name.strip());
        assertThat(user.getParsedDN().getRDN().getAttributeValues()[0].strip()).isEqualTo(name.strip());
        assertThat(group.getAttributeValue("cn").strip()).isEqualTo(name.strip());
        assertThat(Arrays.stream(group.getAttributeValues("member")).filter(value -> !value.isEmpty()))
                .singleElement()
                .satisfies(member -> assertThat(directory.getEntry(member)).isNotNull());

        client.removed("GroupsMembers", List.of(1, 10));
        client.removed("Groups", 10);
        client.removed("Users", 1);

        assertThat(names(USERS_OU)).isEmpty();
        assertThat(names(GROUPS_OU)).isEmpty();
    }

    @Test
    void addsAndRemovesSingleMembers() throws Exception {
        team();

        client.removed("GroupsMembers", List.of(1, 10));

        assertThat(members("team")).containsExactlyInAnyOrder("", "uid=bob," + USERS_OU);
    }

    @Test
    void findsTrashedObjectsOfAMembership() throws Exception {
        team();
        client.trashed("Users", 1);
        client.trashed("Groups", 10);
        client.trashed("GroupsMembers", List.of(1, 10));

        client.removed("GroupsMembers", List.of(1, 10));

        assertThat(members("team")).containsExactlyInAnyOrder("", "uid=bob," + USERS_OU);
    }

    @Test
    void movesAMembershipThatHasAKeyOfItsOwn() throws Exception {
        client.added("Users", 1, user("ann", "Ann"));
        client.added("Users", 2, user("bob", "Bob"));
        client.added("Groups", 10, group("team"));
        client.added("GroupsMembers", 500, membership(1, 10));

        client.modified("GroupsMembers", 500, membership(2, 10));

        assertThat(members("team")).containsExactlyInAnyOrder("", "uid=bob," + USERS_OU);
    }

    @Test
    void failsAMembershipWhoseUserIsNotThereYet() {
        client.added("Groups", 10, group("team"));

        assertThatThrownBy(() -> client.added("GroupsMembers", List.of(1, 10), membership(1, 10)))
                .hasMessage("Users[1] is not in the directory (yet): 'user_pkey' refers to it");
    }

    @Test
    void passesOverTheRemovalOfAMembershipWhoseGroupIsGone() {
        client.added("Users", 1, user("ann", "Ann"));
        client.knows("GroupsMembers", List.of(1, 10), membership(1, 10));

        client.removed("GroupsMembers", List.of(1, 10));
    }

    @Test
    void replacesTheMembersOfAGroup() throws Exception {
        team();

        client.added("MembersOfGroups", 10, members(10, "bob", "carl, jr"));
        assertThat(members("team"))
                .containsExactlyInAnyOrder("uid=bob," + USERS_OU, DN.normalize("uid=carl\\, jr," + USERS_OU));

        client.modified("MembersOfGroups", 10, members(10, "ann"));
        assertThat(members("team")).containsExactly("uid=ann," + USERS_OU);

        client.modified("MembersOfGroups", 10, Map.of("group_pkey", 10));
        assertThat(members("team")).containsExactly("");

        client.modified("MembersOfGroups", 10, members(10, "ann", "bob"));
        client.removed("MembersOfGroups", 10);
        assertThat(members("team")).containsExactly("");
    }

    @Test
    void setsPasswordsThatBind() throws Exception {
        client.added("Users", 1, user("ann", "Ann"));

        client.added("UserPasswords", 1, password(1, "first"));
        assertThat(binds("uid=ann," + USERS_OU, "first")).isTrue();

        client.modified("UserPasswords", 1, password(1, "second"));
        assertThat(binds("uid=ann," + USERS_OU, "first")).isFalse();
        assertThat(binds("uid=ann," + USERS_OU, "second")).isTrue();

        client.removed("UserPasswords", 1);
        assertThat(binds("uid=ann," + USERS_OU, "second")).isFalse();
        assertThat(directory.getEntry("uid=ann," + USERS_OU).hasAttribute("userPassword"))
                .isFalse();
    }

    @Test
    void removesAPasswordThatTheCacheNoLongerHolds() throws Exception {
        client.added("Users", 1, user("ann", "Ann"));
        client.added("UserPasswords", 1, password(1, "first"));
        client.knows("UserPasswords", 1, Map.of("user_pkey", 1));

        client.handle(Calls.withSecrets(client.toRemove("UserPasswords", 1), "userPassword"));

        assertThat(directory.getEntry("uid=ann," + USERS_OU).hasAttribute("userPassword"))
                .isFalse();
    }

    @Test
    void takesTheUsersNameFromThePasswordWhereThereAreNoUsers() throws Exception {
        directory.add("dn: uid=eve," + USERS_OU, "objectClass: inetOrgPerson", "cn: Eve", "sn: Eve");

        client.added("UserPasswords", 7, Map.of("user_pkey", 7, "uid", "eve", "userPassword", "first"));

        assertThat(binds("uid=eve," + USERS_OU, "first")).isTrue();
    }

    @Test
    void fillsInDefaultValuesAndLeavesOutIgnoredAttributes() throws Exception {
        client.close();
        client = client(with(
                settings(),
                "defaultValues",
                Map.of("Users", Map.of("TITLE", List.of("none"), "description", List.of("x", "y"))),
                "attributesToIgnore",
                Map.of("Users", List.of("Mobile"))));
        Map<String, Object> ann = user("ann", "Ann");
        ann.put("mobile", "ignored");
        ann.put("title", "Dr");

        client.added("Users", 1, ann);
        assertThat(entry("uid=ann," + USERS_OU))
                .containsEntry("title", Set.of("Dr"))
                .containsEntry("description", Set.of("x", "y"))
                .doesNotContainKey("mobile");

        ann.remove("title");
        ann.put("mobile", "changed");
        client.modified("Users", 1, ann);
        assertThat(entry("uid=ann," + USERS_OU))
                .containsEntry("title", Set.of("none"))
                .doesNotContainKey("mobile");
    }

    @Test
    void tellsOperationDnAndAnswerOfAFailure() {
        client.added("Users", 1, user("ann", "Ann"));

        assertThatThrownBy(() -> client.added("Users", 2, user("ann", "Ann")))
                .isInstanceOf(HandlerException.class)
                .message()
                .startsWith("add uid=ann," + USERS_OU + ": 68 entry already exists");
    }

    @Test
    void keepsPasswordsOutOfFailures() {
        client.added("Users", 1, user("ann", "Ann"));
        HandlerCall call = Calls.withSecrets(
                Calls.added("UserPasswords", 1, Map.of("user_pkey", 1, "noSuchThing", "hunter2")), "noSuchThing");

        assertThatThrownBy(() -> client.handle(call))
                .isInstanceOf(HandlerException.class)
                .message()
                .startsWith("modify uid=ann," + USERS_OU + ": ")
                .doesNotContain("hunter2");
    }

    @Test
    void refusesAWrongPasswordWithTheDnThatItBoundAs() {
        client.close();
        client = client(with(settings(), "bindpassword", "wrong-password"));

        assertThatThrownBy(() -> client.added("Users", 1, user("ann", "Ann")))
                .message()
                .startsWith("bind to " + uri() + " as " + ADMIN + ": 49 invalid credentials")
                .doesNotContain("wrong-password");
    }

    @Test
    void connectsAgainAfterTheConnectionWasDropped() throws Exception {
        client.added("Users", 1, user("ann", "Ann"));
        dropConnections();

        HandlerCall call = Calls.added("Users", 2, user("bob", "Bob"));
        try {
            client.handle(call);
        } catch (HandlerException lost) {
            client.handle(Calls.again(call));
        }

        directory = connect();
        assertThat(names(USERS_OU)).contains("uid=bob," + USERS_OU);
    }

    @Test
    void talksTlsWithPemFiles() throws Exception {
        client.close();
        Path trusted = certificates().certificate();
        client = client(with(settings(), "uri", tlsUri(), "ssl", Map.of("cafile", trusted.toString())));

        client.added("Users", 1, user("ann", "Ann"));

        assertThat(names(USERS_OU)).containsExactly("uid=ann," + USERS_OU);
    }

    @Test
    void refusesAServerThatNoGivenAuthorityVouchesFor(@TempDir Path folder) {
        client.close();
        Path other = Certificates.in(folder).certificate();
        client = client(with(settings(), "uri", tlsUri(), "ssl", Map.of("cafile", other.toString())));

        assertThatThrownBy(() -> client.added("Users", 1, user("ann", "Ann")))
                .message()
                .startsWith("connect to " + tlsUri() + ": 91 connect error");
    }

    @Test
    void replaysAnAddThatWasDoneAlready() throws Exception {
        HandlerCall call = client.added("Users", 1, user("ann", "Ann"));
        modify("uid=ann," + USERS_OU, "cn", "by hand");

        client.handle(Calls.again(Calls.added("Users", 1, call.newObject().toMap())));

        assertThat(values("uid=ann," + USERS_OU, "cn")).containsExactly("Ann");
    }

    @Test
    void replaysRemovalsThatWereDoneAlready() throws Exception {
        team();
        client.added("MembersOfGroups", 10, members(10, "ann", "bob"));
        HandlerCall user = client.toRemove("Users", 1);
        HandlerCall group = client.toRemove("Groups", 10);
        HandlerCall membership = client.toRemove("GroupsMembers", List.of(2, 10));
        HandlerCall list = client.toRemove("MembersOfGroups", 10);
        directory.delete("uid=ann," + USERS_OU);
        directory.modify("cn=team," + GROUPS_OU, new Modification(ModificationType.REPLACE, "member", ""));

        client.handle(Calls.again(user));
        client.handle(Calls.again(membership));
        directory.delete("cn=team," + GROUPS_OU);
        client.handle(Calls.again(group));
        client.handle(Calls.again(list));

        assertThat(names(USERS_OU)).containsExactly("uid=bob," + USERS_OU);
    }

    @Test
    void failsAFirstRemovalOfWhatIsNotThereAndSucceedsOnItsRetry() throws Exception {
        client.added("Users", 1, user("ann", "Ann"));
        directory.delete("uid=ann," + USERS_OU);
        HandlerCall call = client.toRemove("Users", 1);

        assertThatThrownBy(() -> client.handle(call))
                .message()
                .startsWith("delete uid=ann," + USERS_OU + ": 32 no such object");

        client.handle(Calls.again(call));
    }

    @Test
    void replaysAMembershipThatWasAddedAlready() throws Exception {
        team();

        client.handle(Calls.again(Calls.added("GroupsMembers", List.of(1, 10), membership(1, 10))));

        assertThat(members("team")).containsExactlyInAnyOrder("", "uid=ann," + USERS_OU, "uid=bob," + USERS_OU);
    }

    @Test
    void replaysPasswords() throws Exception {
        client.added("Users", 1, user("ann", "Ann"));
        client.added("UserPasswords", 1, password(1, "first"));

        client.handle(Calls.again(Calls.added("UserPasswords", 1, password(1, "first"))));
        assertThat(binds("uid=ann," + USERS_OU, "first")).isTrue();

        client.handle(Calls.again(client.toModify("UserPasswords", 1, password(1, "second"))));
        assertThat(binds("uid=ann," + USERS_OU, "second")).isTrue();
    }

    /**
     * A rename that ended after so many of its operations: by a death, so that nothing of its progress is known, or by a
     * failure, so that step and flag are.
     */
    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "2,false", "3,false", "4,false", "0,true", "1,true", "2,true", "3,true", "4,true"
    })
    void resumesARenameWhereverItEnded(int done, boolean known) throws Exception {
        team();
        client.added("Groups", 11, group("board"));
        client.added("GroupsMembers", List.of(1, 11), membership(1, 11));
        HandlerCall call = client.toModify("Users", 1, user("anna", "Anna"));
        if (done > 0) {
            directory.modifyDN("uid=ann," + USERS_OU, "uid=anna", true);
        }
        for (String group : List.of("team", "board").subList(0, Math.max(0, Math.min(2, done - 1)))) {
            directory.modify(
                    "cn=" + group + "," + GROUPS_OU,
                    new Modification(
                            ModificationType.REPLACE, "member", "", "uid=anna," + USERS_OU, "uid=bob," + USERS_OU));
        }
        if (done > 3) {
            modify("uid=anna," + USERS_OU, "cn", "Anna");
        }
        if (known && done > 0) {
            call.context().markPartiallyProcessed();
            call.context().enterStep(done < 3 ? 1 : 2);
        }

        client.handle(Calls.again(call));

        assertTeamHas("anna", "Anna");
        assertThat(members("board")).contains("uid=anna," + USERS_OU).doesNotContain("uid=ann," + USERS_OU);
    }

    @Test
    void renamesAlthoughAnEventMergedBeforeHadReachedALaterStep() throws Exception {
        team();
        HandlerCall call = client.toModify("Users", 1, user("anna", "Anna"));
        call.context().enterStep(2);

        client.handle(Calls.again(call));

        assertTeamHas("anna", "Anna");
    }

    @Test
    void keepsTheStepThatARenameReached() throws Exception {
        team();
        Map<String, Object> anna = user("anna", "Anna");
        anna.put("noSuchThing", "x");
        HandlerCall call = client.toModify("Users", 1, anna);

        assertThatThrownBy(() -> client.handle(call)).message().startsWith("modify uid=anna," + USERS_OU + ": ");

        assertThat(call.context().currentStep()).isEqualTo(2);
        assertThat(call.context().isPartiallyProcessed()).isTrue();
        assertThat(members("team")).contains("uid=anna," + USERS_OU);
    }

    @Test
    void leavesGroupsAloneWhereTheServerFollowsByItself() throws Exception {
        client.close();
        Map<String, Object> quiet = settings();
        quiet.put("propagateUserDNChangeOnGroupMember", false);
        quiet.remove("groupsObjectclass");
        client = client(quiet);
        team();

        HandlerCall call = client.modified("Users", 1, user("anna", "Anna"));

        assertThat(call.context().currentStep()).isEqualTo(2);
        assertThat(names(USERS_OU)).contains("uid=anna," + USERS_OU);
    }

    /** Two users, both in one group that keeps an empty member. */
    void team() {
        client.added("Users", 1, user("ann", "Ann"));
        client.added("Users", 2, user("bob", "Bob"));
        client.added("Groups", 10, group("team"));
        client.added("GroupsMembers", List.of(1, 10), membership(1, 10));
        client.added("GroupsMembers", List.of(2, 10), membership(2, 10));
    }

    private void assertTeamHas(String uid, String cn) throws LDAPException {
        assertThat(names(USERS_OU)).containsExactlyInAnyOrder("uid=" + uid + "," + USERS_OU, "uid=bob," + USERS_OU);
        assertThat(values("uid=" + uid + "," + USERS_OU, "uid")).containsExactly(uid);
        assertThat(values("uid=" + uid + "," + USERS_OU, "cn")).containsExactly(cn);
        assertThat(members("team")).containsExactlyInAnyOrder("", "uid=" + uid + "," + USERS_OU, "uid=bob," + USERS_OU);
    }

    static Map<String, Object> user(String uid, String name) {
        Map<String, Object> user = new HashMap<>();
        user.put("objectClass", CLASSES);
        user.put("user_pkey", 1);
        user.put("uid", uid);
        user.put("cn", name);
        user.put("sn", "Ann");
        return user;
    }

    static Map<String, Object> group(String name) {
        return Map.of("objectClass", "groupOfNames", "group_pkey", 10, "cn", name);
    }

    private static Map<String, Object> membership(int user, int group) {
        return Map.of("user_pkey", user, "group_pkey", group);
    }

    private static Map<String, Object> members(int group, String... logins) {
        return Map.of("group_pkey", group, "groupmembers", List.of(logins));
    }

    private static Map<String, Object> password(int user, String password) {
        return Map.of("user_pkey", user, "userPassword", password);
    }

    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("uri", uri());
        settings.put("binddn", ADMIN);
        settings.put("bindpassword", PASSWORD);
        settings.put("timeout", 60L);
        settings.put("basedn", SUFFIX);
        settings.put("users_ou", USERS_OU);
        settings.put("groups_ou", GROUPS_OU);
        settings.put("dnAttributes", Map.of("Users", "uid", "UserPasswords", "uid", "Groups", "cn"));
        settings.put("groupMemberAttribute", "member");
        settings.put("propagateUserDNChangeOnGroupMember", true);
        settings.put("groupsObjectclass", "groupOfNames");
        settings.put("defaultValues", Map.of("Groups", Map.of("member", List.of(""))));
        return settings;
    }

    private static Map<String, Object> with(Map<String, Object> settings, Object... changes) {
        for (int i = 0; i < changes.length; i += 2) {
            settings.put((String) changes[i], changes[i + 1]);
        }
        return settings;
    }

    static TestClient client(Map<String, Object> settings) {
        return new TestClient(new LdapHandler(), new Settings(settings), TYPES);
    }

    private void clear() throws LDAPException {
        if (directory.getEntry(SUFFIX, "1.1") == null) {
            return;
        }
        directory.search(SUFFIX, SearchScope.SUB, "(objectClass=*)", "1.1").getSearchEntries().stream()
                .map(Entry::getDN)
                .sorted((a, b) -> depth(b) - depth(a))
                .forEach(this::delete);
    }

    private static int depth(String dn) {
        try {
            return new DN(dn).getRDNs().length;
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private void delete(String dn) {
        try {
            directory.delete(dn);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    private void modify(String dn, String attribute, String value) throws LDAPException {
        directory.modify(dn, new Modification(ModificationType.REPLACE, attribute, value));
    }

    boolean binds(String dn, String password) throws LDAPException {
        try (LDAPConnection user = new LDAPConnection(directory.getConnectedAddress(), directory.getConnectedPort())) {
            user.bind(dn, password);
            return true;
        } catch (LDAPException e) {
            return false;
        }
    }

    private Map<String, Set<String>> entry(String dn) throws LDAPException {
        Map<String, Set<String>> attributes = new TreeMap<>();
        for (Attribute attribute : directory.getEntry(dn).getAttributes()) {
            attributes.put(attribute.getName(), Set.of(attribute.getValues()));
        }
        return attributes;
    }

    List<String> values(String dn, String attribute) throws LDAPException {
        String[] values = directory.getEntry(dn).getAttributeValues(attribute);
        return values == null ? List.of() : List.of(values);
    }

    /** In normal form: each server writes DNs in its own way. */
    List<String> members(String group) throws LDAPException {
        List<String> normal = new ArrayList<>();
        for (String dn : values("cn=" + group + "," + GROUPS_OU, "member")) {
            normal.add(DN.normalize(dn));
        }
        return normal;
    }

    List<String> names(String parent) throws LDAPException {
        return directory.search(parent, SearchScope.ONE, "(objectClass=*)", "1.1").getSearchEntries().stream()
                .map(Entry::getDN)
                .toList();
    }
}
