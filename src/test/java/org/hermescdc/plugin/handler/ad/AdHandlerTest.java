package org.hermescdc.plugin.handler.ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hermescdc.camel.handler.Calls;
import org.hermescdc.it.Certificates;
import org.hermescdc.it.SambaAd;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code usersgroups_ad} does on a real domain controller. */
@ExtendWith(SambaAd.class)
class AdHandlerTest {

    private static final String NEVER = "9223372036854775807";
    private static final String FIRST = "First-pa55word";
    private static final String SECOND = "Second-pa55word";

    private static final int DISABLED = 0x2;
    private static final int NORMAL = 0x200;
    private static final int PASSWORD_NEVER_EXPIRES = 0x10000;
    private static final int SMARTCARD_REQUIRED = 0x40000;
    private static final int NOT_DELEGATED = 0x100000;

    private final SambaAd.Server server;
    private final AdTestDomain domain;
    private LDAPConnection directory;
    private TestClient client;

    AdHandlerTest(SambaAd.Server server) {
        this.server = server;
        this.domain = new AdTestDomain(server, AdHandlerTest.class);
    }

    @BeforeEach
    void begin() throws Exception {
        domain.empty();
        directory = server.connect();
        client = AdTestDomain.client(domain.settings());
    }

    @AfterEach
    void end() {
        client.close();
        directory.close();
    }

    @Test
    void keepsEveryParameterOfAUserAsItsLdapAttribute() throws Exception {
        Map<String, String> names = new TreeMap<>(Map.ofEntries(
                Map.entry("City", "l=Lyon"),
                Map.entry("Company", "company=Acme"),
                Map.entry("Country", "c=FR"),
                Map.entry("Department", "department=IT"),
                Map.entry("Description", "description=A person"),
                Map.entry("DisplayName", "displayName=Ann Lee"),
                Map.entry("Division", "division=North"),
                Map.entry("EmailAddress", "mail=ann@hermes.test"),
                Map.entry("EmployeeID", "employeeID=42"),
                Map.entry("EmployeeNumber", "employeeNumber=43"),
                Map.entry("Fax", "facsimileTelephoneNumber=+33 1"),
                Map.entry("GivenName", "givenName=Ann"),
                Map.entry("HomeDirectory", "homeDirectory=\\\\files\\ann"),
                Map.entry("HomeDrive", "homeDrive=H:"),
                Map.entry("HomePage", "wWWHomePage=https://hermes.test/ann"),
                Map.entry("HomePhone", "homePhone=+33 2"),
                Map.entry("LogonWorkstations", "userWorkstations=PC1,PC2"),
                Map.entry("MobilePhone", "mobile=+33 3"),
                Map.entry("Office", "physicalDeliveryOfficeName=12"),
                Map.entry("OfficePhone", "telephoneNumber=+33 4"),
                Map.entry("Organization", "o=Hermes"),
                Map.entry("OtherName", "middleName=B."),
                Map.entry("POBox", "postOfficeBox=PO 1"),
                Map.entry("PostalCode", "postalCode=69000"),
                Map.entry("ProfilePath", "profilePath=\\\\files\\profile"),
                Map.entry("SamAccountName", "sAMAccountName=ann"),
                Map.entry("ScriptPath", "scriptPath=logon.bat"),
                Map.entry("State", "st=Rhone"),
                Map.entry("StreetAddress", "streetAddress=1 rue"),
                Map.entry("Surname", "sn=Lee"),
                Map.entry("Title", "title=Dr"),
                Map.entry("UserPrincipalName", "userPrincipalName=ann@other.test")));
        Map<String, Object> ann = new HashMap<>();
        names.forEach((name, kept) -> ann.put(name, kept.substring(kept.indexOf('=') + 1)));
        ann.put("initials", "AL");

        client.added("Users", 1, ann);

        Entry entry = directory.getEntry(user("ann"));
        names.forEach((name, kept) -> assertThat(entry.getAttributeValues(kept.substring(0, kept.indexOf('='))))
                .as(name)
                .containsExactly(kept.substring(kept.indexOf('=') + 1)));
        assertThat(entry.getAttributeValue("initials")).isEqualTo("AL");
        assertThat(AdNames.parameters("Users"))
                .containsExactlyInAnyOrderElementsOf(plus(
                        names.keySet(),
                        "AccountExpirationDate",
                        "ChangePasswordAtLogon",
                        "Enabled",
                        "Manager",
                        "PasswordNeverExpires",
                        "SmartcardLogonRequired"));

        ann.keySet().removeIf(name -> !name.equals("SamAccountName") && !name.equals("Title"));
        client.modified("Users", 1, ann);

        assertThat(directory.getEntry(user("ann")).hasAttribute("givenName")).isFalse();
        assertThat(directory.getEntry(user("ann")).getAttributeValue("title")).isEqualTo("Dr");
    }

    @Test
    void enablesANewUserWithAPasswordThatNobodyKnows() throws Exception {
        client.added("Users", 1, Map.of("SamAccountName", "ann", "_pkey_id", 1, "user_pkey", 1));

        assertThat(control("ann")).isEqualTo(NORMAL);
        assertThat(value("ann", "pwdLastSet")).isNotEqualTo("0");
        assertThat(value("ann", "accountExpires")).isEqualTo(NEVER);
        assertThat(value("ann", "userPrincipalName")).isNull();
        assertThat(binds("ann", "")).isFalse();
    }

    @Test
    void makesThePrincipalNameOfUsersThatHaveNone() throws Exception {
        restart("upn_suffix", "hermes.test");
        client.added("Users", 1, Map.of("SamAccountName", "ann"));
        client.added("Users", 2, Map.of("SamAccountName", "bob", "UserPrincipalName", "bob@other.test"));
        assertThat(value("ann", "userPrincipalName")).isEqualTo("ann@hermes.test");
        assertThat(value("bob", "userPrincipalName")).isEqualTo("bob@other.test");

        client.modified("Users", 1, Map.of("SamAccountName", "anna"));
        client.modified("Users", 2, Map.of("SamAccountName", "rob", "UserPrincipalName", "bob@other.test"));
        assertThat(value("anna", "userPrincipalName")).isEqualTo("anna@hermes.test");
        assertThat(value("rob", "userPrincipalName")).isEqualTo("bob@other.test");

        client.modified("Users", 2, Map.of("SamAccountName", "rob"));
        assertThat(value("rob", "userPrincipalName")).isEqualTo("rob@hermes.test");

        set("anna", "userPrincipalName", "by-hand@hermes.test");
        client.modified("Users", 1, Map.of("SamAccountName", "annie"));
        assertThat(value("annie", "userPrincipalName")).isEqualTo("by-hand@hermes.test");
    }

    @Test
    void changesBitsOfTheAccountWithoutTouchingOthers() throws Exception {
        client.added("Users", 1, Map.of("SamAccountName", "ann"));
        set("ann", "userAccountControl", String.valueOf(NORMAL | NOT_DELEGATED));

        client.modified("Users", 1, Map.of("SamAccountName", "ann", "Enabled", false, "PasswordNeverExpires", true));
        assertThat(control("ann")).isEqualTo(NORMAL | NOT_DELEGATED | DISABLED | PASSWORD_NEVER_EXPIRES);

        client.modified("Users", 1, Map.of("SamAccountName", "ann", "Enabled", true, "SmartcardLogonRequired", true));
        assertThat(control("ann")).isEqualTo(NORMAL | NOT_DELEGATED | SMARTCARD_REQUIRED);

        client.modified("Users", 1, Map.of("SamAccountName", "ann", "Title", "Dr"));
        assertThat(control("ann")).isEqualTo(NORMAL | NOT_DELEGATED);

        set("ann", "userAccountControl", String.valueOf(NORMAL | NOT_DELEGATED | DISABLED));
        client.modified("Users", 1, Map.of("SamAccountName", "ann", "Title", "Pr"));
        assertThat(control("ann")).isEqualTo(NORMAL | NOT_DELEGATED | DISABLED);
    }

    @Test
    void makesAUserWithTheBitsThatItHas() throws Exception {
        client.added("Users", 1, Map.of("SamAccountName", "ann", "Enabled", false, "PasswordNeverExpires", true));
        client.added("Users", 2, Map.of("SamAccountName", "bob", "Enabled", true, "SmartcardLogonRequired", true));

        assertThat(control("ann")).isEqualTo(NORMAL | DISABLED | PASSWORD_NEVER_EXPIRES);
        assertThat(control("bob")).isEqualTo(NORMAL | SMARTCARD_REQUIRED);
    }

    @Test
    void refusesABitThatIsNeitherTrueNorFalse() {
        assertThatThrownBy(() -> client.added("Users", 1, Map.of("SamAccountName", "ann", "Enabled", "yes")))
                .hasMessage("attribute 'Enabled' holds a string; allowed: true or false");
    }

    @Test
    void keepsTheEndOfAnAccountInTicks() throws Exception {
        LocalDateTime end = LocalDateTime.of(2031, 3, 4, 5, 6, 7);
        client.added("Users", 1, Map.of("SamAccountName", "ann", "AccountExpirationDate", end));
        assertThat(value("ann", "accountExpires")).isEqualTo("135748407670000000");

        client.modified("Users", 1, Map.of("SamAccountName", "ann"));
        assertThat(value("ann", "accountExpires")).isEqualTo(NEVER);

        assertThatThrownBy(() -> client.modified(
                        "Users", 1, Map.of("SamAccountName", "ann", "AccountExpirationDate", "2031-03-04")))
                .hasMessage("attribute 'AccountExpirationDate' holds a string; allowed: a datetime");
    }

    @Test
    void asksForANewPasswordUntilTheObjectNoLongerSaysSo() throws Exception {
        client.added("Users", 1, Map.of("SamAccountName", "ann", "ChangePasswordAtLogon", true));
        assertThat(value("ann", "pwdLastSet")).isEqualTo("0");
        assertThat(control("ann")).isEqualTo(NORMAL);

        client.added("UserPasswords", 1, password(FIRST));
        assertThat(value("ann", "pwdLastSet")).isEqualTo("0");

        client.modified("Users", 1, Map.of("SamAccountName", "ann", "ChangePasswordAtLogon", false));
        assertThat(value("ann", "pwdLastSet")).isNotEqualTo("0");
        assertThat(binds("ann", FIRST)).isTrue();

        client.modified("Users", 1, Map.of("SamAccountName", "ann", "ChangePasswordAtLogon", true));
        assertThat(value("ann", "pwdLastSet")).isEqualTo("0");
        client.modified("Users", 1, Map.of("SamAccountName", "ann"));
        assertThat(value("ann", "pwdLastSet")).isNotEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "Security, DomainLocal, -2147483644",
        "Security, Global, -2147483646",
        "Security, Universal, -2147483640",
        "Distribution, DomainLocal, 4",
        "Distribution, Global, 2",
        "Distribution, Universal, 8",
        "security, domainlocal, -2147483644",
        ", , -2147483646"
    })
    void makesGroupsOfEachKind(String category, String scope, String kept) throws Exception {
        Map<String, Object> team = new HashMap<>(Map.of("SamAccountName", "team"));
        team.put("GroupCategory", category);
        team.put("GroupScope", scope);
        team.values().removeIf(Objects::isNull);

        client.added("Groups", 10, team);

        assertThat(groupValue("team", "groupType")).isEqualTo(kept);
    }

    @Test
    void changesTheKindOfAGroupAlsoWhereThereIsNoDirectWay() throws Exception {
        client.added("Groups", 10, Map.of("SamAccountName", "team", "GroupScope", "Global"));

        client.modified("Groups", 10, Map.of("SamAccountName", "team", "GroupScope", "DomainLocal"));
        assertThat(groupValue("team", "groupType")).isEqualTo("-2147483644");

        client.modified(
                "Groups",
                10,
                Map.of("SamAccountName", "team", "GroupScope", "Global", "GroupCategory", "Distribution"));
        assertThat(groupValue("team", "groupType")).isEqualTo("2");

        client.modified("Groups", 10, Map.of("SamAccountName", "team", "Description", "x"));
        assertThat(groupValue("team", "groupType")).isEqualTo("2");

        assertThatThrownBy(() -> client.modified("Groups", 10, Map.of("SamAccountName", "team", "GroupScope", "World")))
                .hasMessage("attribute 'GroupScope' holds 'World'; allowed: DomainLocal, Global, Universal");
    }

    @Test
    void takesManagersByNameAndByDn() throws Exception {
        client.added("Users", 1, Map.of("SamAccountName", "ann", "Manager", "ann"));
        client.added("Users", 2, Map.of("SamAccountName", "bob", "Manager", user("ann")));
        client.added("Groups", 10, Map.of("SamAccountName", "team", "ManagedBy", "bob"));
        assertThat(value("ann", "manager")).isEqualTo(user("ann"));
        assertThat(value("bob", "manager")).isEqualTo(user("ann"));
        assertThat(groupValue("team", "managedBy")).isEqualTo(user("bob"));

        client.modified("Users", 2, Map.of("SamAccountName", "bob"));
        client.modified("Groups", 10, Map.of("SamAccountName", "team", "ManagedBy", "ann"));
        assertThat(value("bob", "manager")).isNull();
        assertThat(groupValue("team", "managedBy")).isEqualTo(user("ann"));
    }

    @Test
    void resolvesManagersInACircleOnARetry() throws Exception {
        HandlerCall ann = Calls.added("Users", 1, Map.of("SamAccountName", "ann", "Manager", "bob"));

        assertThatThrownBy(() -> client.handle(ann))
                .hasMessage("Manager: there is no account 'bob' below " + SambaAd.Server.SUFFIX + " (yet)");
        assertThat(ann.context().isPartiallyProcessed()).isTrue();
        assertThat(control("ann")).isEqualTo(NORMAL);
        client.added("Users", 2, Map.of("SamAccountName", "bob", "Manager", "ann"));
        client.handle(Calls.again(ann));

        assertThat(value("ann", "manager")).isEqualTo(user("bob"));
        assertThat(value("bob", "manager")).isEqualTo(user("ann"));
    }

    @Test
    void setsPasswordsThatBind() throws Exception {
        client.added("Users", 1, Map.of("SamAccountName", "ann"));

        client.added("UserPasswords", 1, password(FIRST));
        assertThat(binds("ann", FIRST)).isTrue();

        client.modified("UserPasswords", 1, password(SECOND + "é\"漢"));
        assertThat(binds("ann", SECOND + "é\"漢")).isTrue();

        client.removed("UserPasswords", 1);
        assertThat(binds("ann", SECOND + "é\"漢")).isFalse();
        assertThat(control("ann")).isEqualTo(NORMAL);
    }

    @Test
    void leavesThePasswordAloneWhereAnEventDoesNotSayAnything() throws Exception {
        client.added("Users", 1, Map.of("SamAccountName", "ann"));
        client.added("UserPasswords", 1, password(FIRST));

        client.modified("UserPasswords", 1, Map.of("user_pkey", 1, "password", FIRST, "other", "x"));
        client.knows("UserPasswords", 1, Map.of("user_pkey", 1));
        client.modified("UserPasswords", 1, Map.of("user_pkey", 1, "other", "y"));
        client.added("UserPasswords", 1, Map.of("user_pkey", 1));
        assertThat(binds("ann", FIRST)).isTrue();

        client.knows("UserPasswords", 1, password(FIRST));
        client.modified("UserPasswords", 1, Map.of("user_pkey", 1));
        assertThat(binds("ann", FIRST)).isFalse();
    }

    @Test
    void tellsWhyAPasswordWasRefusedWithoutIt() {
        client.added("Users", 1, Map.of("SamAccountName", "ann"));

        assertThatThrownBy(() -> client.added("UserPasswords", 1, password("x9Q")))
                .isInstanceOf(HandlerException.class)
                .message()
                .startsWith("set the password: modify " + user("ann") + ": 19 constraint violation (0000052D: ")
                .doesNotContain("x9Q");
    }

    @Test
    void disablesTrashedUsersAndEnablesRecycledOnes() throws Exception {
        client.added("Users", 1, Map.of("SamAccountName", "ann", "PasswordNeverExpires", true));
        client.added("Users", 2, Map.of("SamAccountName", "bob", "Enabled", false));
        client.added("UserPasswords", 1, password(FIRST));

        client.trashed("Users", 1);
        client.trashed("Users", 2);
        client.trashed("UserPasswords", 1);
        assertThat(control("ann")).isEqualTo(NORMAL | DISABLED | PASSWORD_NEVER_EXPIRES);
        assertThat(binds("ann", FIRST)).isFalse();

        client.recycled("Users", 1);
        client.recycled("Users", 2);
        client.recycled("UserPasswords", 1);
        assertThat(control("ann")).isEqualTo(NORMAL | PASSWORD_NEVER_EXPIRES);
        assertThat(control("bob")).isEqualTo(NORMAL | DISABLED);
        assertThat(binds("ann", FIRST)).isTrue();

        client.trashed("Users", 1);
        client.removed("Users", 1);
        assertThat(directory.getEntry(user("ann"))).isNull();
    }

    @Test
    void renamesAccountAndEntryAndItsGroupsFollow() throws Exception {
        team();

        client.modified("Users", 1, Map.of("SamAccountName", "anna", "Surname", "Ray"));
        client.modified("Groups", 10, Map.of("SamAccountName", "crew"));

        assertThat(value("anna", "sAMAccountName")).isEqualTo("anna");
        assertThat(value("anna", "sn")).isEqualTo("Ray");
        assertThat(directory.getEntry(user("ann"))).isNull();
        assertThat(members("crew")).containsExactlyInAnyOrder(user("anna"), user("bob"));
    }

    @Test
    void renamesWithAChangeOfCaseAlone() throws Exception {
        client.added("Users", 1, Map.of("SamAccountName", "ann"));

        HandlerCall call = client.modified("Users", 1, Map.of("SamAccountName", "Ann"));
        client.handle(Calls.again(Calls.modified(
                "Users", 1, Map.of("SamAccountName", "ann"), call.newObject().toMap())));

        Entry entry = directory.getEntry(user("ann"));
        assertThat(entry.getAttributeValue("sAMAccountName")).isEqualTo("Ann");
        assertThat(entry.getParsedDN().getRDN().getAttributeValues()).containsExactly("Ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Doe, John \"X\" #1+=<>;\\",
                "#hash",
                "é à 漢字 🙂",
                "a=b,c=d",
                "*)(cn=*",
                "back\\2cslash",
                "O'Neil/Smith"
            })
    void escapesNastyNames(String name) throws Exception {
        client.added("Users", 1, Map.of("SamAccountName", "ann", "cn", "Plain"));
        client.added("Groups", 10, Map.of("SamAccountName", "team", "cn", "Plain"));
        client.added("GroupsMembers", List.of(1, 10), membership(1, 10));

        client.modified("Users", 1, Map.of("SamAccountName", "ann", "cn", name));
        client.modified("Groups", 10, Map.of("SamAccountName", "team", "cn", name));
        client.removed("GroupsMembers", List.of(1, 10));
        client.added("GroupsMembers", List.of(1, 10), membership(1, 10));
        client.added("MembersOfGroups", 10, memberList("ann", "*)(cn=*"));

        Entry user = directory.searchForEntry(domain.users(), SearchScope.ONE, "(cn=*)");
        assertThat(user.getParsedDN().getRDN()).isEqualTo(new RDN("CN", name));
        assertThat(user.getAttributeValue("sAMAccountName")).isEqualTo("ann");
        assertThat(user.getAttributeValues("memberOf")).hasSize(1);

        client.added("Users", 2, Map.of("SamAccountName", "bob", "cn", name + "2", "Manager", "ann"));
        String bob = AdDirectory.below(new DN(domain.users()), AdDirectory.rdn(name + "2"))
                .toString();
        assertThat(directory.getEntry(bob).getAttributeValueAsDN("manager")).isEqualTo(user.getParsedDN());

        client.removed("MembersOfGroups", 10);
        client.removed("Groups", 10);
        client.removed("Users", 1);
        client.removed("Users", 2);
        assertThat(domain.content()).isEmpty();
    }

    @Test
    void addsMovesAndRemovesSingleMembers() throws Exception {
        team();
        client.removed("GroupsMembers", List.of(1, 10));
        assertThat(members("team")).containsExactly(user("bob"));

        client.added("GroupsMembers", 500, membership(1, 10));
        client.added("Groups", 11, Map.of("SamAccountName", "board"));
        client.modified("GroupsMembers", 500, membership(1, 11));
        assertThat(members("team")).containsExactly(user("bob"));
        assertThat(members("board")).containsExactly(user("ann"));
    }

    @Test
    void nestsGroups() throws Exception {
        team();
        client.added("Groups", 11, Map.of("SamAccountName", "all"));

        client.added("SubGroupsMembers", List.of(10, 11), Map.of("subgroup_pkey", 10, "group_pkey", 11));
        assertThat(members("all")).containsExactly(group("team"));

        client.removed("SubGroupsMembers", List.of(10, 11));
        assertThat(members("all")).isEmpty();
    }

    @Test
    void replacesTheUsersOfAGroupAndLeavesItsSubgroupsAndStrangers() throws Exception {
        team();
        client.added("Groups", 11, Map.of("SamAccountName", "sub"));
        client.added("SubGroupsMembers", List.of(11, 10), Map.of("subgroup_pkey", 11, "group_pkey", 10));
        String contact = "CN=contact," + domain.users();
        directory.add("dn: " + contact, "objectClass: contact");
        directory.modify(group("team"), new Modification(ModificationType.ADD, "member", contact));
        client.added("Users", 3, Map.of("SamAccountName", "eve"));

        client.added("MembersOfGroups", 10, memberList("bob", "EVE", "nobody"));
        assertThat(members("team")).containsExactlyInAnyOrder(user("bob"), user("eve"), group("sub"), contact);

        client.modified("MembersOfGroups", 10, memberList("ann"));
        assertThat(members("team")).containsExactlyInAnyOrder(user("ann"), group("sub"), contact);

        client.removed("MembersOfGroups", 10);
        assertThat(members("team")).containsExactlyInAnyOrder(group("sub"), contact);
    }

    @Test
    void movesAListOfMembersToAnotherGroup() throws Exception {
        team();
        client.added("Groups", 11, Map.of("SamAccountName", "board"));
        client.added("MembersOfGroups", 10, memberList("ann", "bob"));

        client.modified("MembersOfGroups", 10, Map.of("group_pkey", 11, "groupmembers", List.of("ann")));

        assertThat(members("team")).isEmpty();
        assertThat(members("board")).containsExactly(user("ann"));
    }

    @Test
    void failsAListOfMembersWithAnUnknownLoginWhereThatIsWanted() throws Exception {
        restart("ensureMembersOfGroupsExist", false);
        team();

        assertThatThrownBy(() -> client.added("MembersOfGroups", 10, memberList("ann", "nobody", "noone")))
                .hasMessage("MembersOfGroups[10]: there are no such users in Active Directory: nobody, noone");
        assertThat(members("team")).containsExactlyInAnyOrder(user("ann"), user("bob"));
    }

    @Test
    void takesALongListOfMembers() throws Exception {
        client.added("Groups", 10, Map.of("SamAccountName", "team"));
        String[] logins = new String[450];
        for (int i = 0; i < logins.length; i++) {
            logins[i] = "user" + i;
            directory.add("dn: " + user(logins[i]), "objectClass: user", "sAMAccountName: " + logins[i]);
        }

        client.added("MembersOfGroups", 10, memberList(logins));
        assertThat(members("team")).hasSize(450);

        client.modified("MembersOfGroups", 10, memberList("user7"));
        assertThat(members("team")).containsExactly(user("user7"));
    }

    @Test
    void letsNewUsersJoinTheMandatoryGroupsOnce() throws Exception {
        directory.add("dn: " + group("everybody"), "objectClass: group", "sAMAccountName: everybody");
        restart("Users_mandatory_groups", List.of("everybody", "Guests"));

        client.added("Users", 1, Map.of("SamAccountName", "ann"));
        assertThat(memberOf("ann"))
                .containsExactlyInAnyOrder(group("everybody"), "CN=Guests,CN=Builtin," + SambaAd.Server.SUFFIX);

        directory.modify(group("everybody"), new Modification(ModificationType.DELETE, "member", user("ann")));
        client.modified("Users", 1, Map.of("SamAccountName", "anna", "Title", "Dr"));
        assertThat(memberOf("anna")).containsExactly("CN=Guests,CN=Builtin," + SambaAd.Server.SUFFIX);
    }

    @Test
    void tellsTheMandatoryGroupThatIsNotThereAndGoesOnWhenItIs() throws Exception {
        restart("Users_mandatory_groups", List.of("everybody"));
        HandlerCall call = Calls.added("Users", 1, Map.of("SamAccountName", "ann"));

        assertThatThrownBy(() -> client.handle(call))
                .hasMessage("Users_mandatory_groups: there is no account 'everybody' below " + SambaAd.Server.SUFFIX
                        + " (yet)");
        directory.add("dn: " + group("everybody"), "objectClass: group", "sAMAccountName: everybody");
        String changed = value("ann", "pwdLastSet");
        client.handle(Calls.again(call));

        assertThat(memberOf("ann")).containsExactly(group("everybody"));
        assertThat(value("ann", "pwdLastSet")).isEqualTo(changed);
    }

    @Test
    void findsEntriesThatWereMovedDeeper() throws Exception {
        team();
        String deeper = "OU=deeper," + domain.users();
        directory.add("dn: " + deeper, "objectClass: organizationalUnit");
        directory.modifyDN(user("ann"), "CN=ann", true, deeper);

        client.modified("Users", 1, Map.of("SamAccountName", "anna"));
        client.removed("GroupsMembers", List.of(1, 10));

        assertThat(directory.getEntry("CN=anna," + deeper).getAttributeValue("sAMAccountName"))
                .isEqualTo("anna");
        assertThat(members("team")).containsExactly(user("bob"));
    }

    @Test
    void neverTakesAnAccountFromElsewhereForItsOwn() throws Exception {
        String before = directory.getEntry(SambaAd.Server.ADMIN, "whenChanged").getAttributeValue("whenChanged");
        HandlerCall call = Calls.added("Users", 1, Map.of("SamAccountName", "Administrator", "Title", "x"));

        for (int tries = 0; tries < 2; tries++) {
            assertThatThrownBy(() -> client.handle(Calls.again(call)))
                    .message()
                    .startsWith("add CN=Administrator," + domain.users() + ": 68 entry already exists");
        }
        client.knows("Users", 1, Map.of("SamAccountName", "Administrator"));
        assertThatThrownBy(() -> client.removed("Users", 1))
                .hasMessage("there is no account 'Administrator' of Users below " + domain.users());
        assertThatThrownBy(() -> client.trashed("Users", 1))
                .hasMessage("there is no account 'Administrator' of Users below " + domain.users());

        Entry admin = directory.getEntry(SambaAd.Server.ADMIN, "*", "whenChanged");
        assertThat(admin.getAttributeValue("whenChanged")).isEqualTo(before);
        assertThat(admin.hasAttribute("title")).isFalse();
    }

    @Test
    void bringsTheEntryThatARetryFindsUpToDateWithoutANewPassword() throws Exception {
        client.added("Users", 1, Map.of("SamAccountName", "ann", "Surname", "Lee"));
        client.added("UserPasswords", 1, password(FIRST));
        set("ann", "userAccountControl", String.valueOf(NORMAL | DISABLED));
        String changed = value("ann", "pwdLastSet");

        client.handle(
                Calls.again(Calls.added("Users", 1, Map.of("SamAccountName", "ann", "Surname", "Ray", "Title", "Dr"))));

        assertThat(value("ann", "sn")).isEqualTo("Ray");
        assertThat(value("ann", "title")).isEqualTo("Dr");
        assertThat(control("ann")).isEqualTo(NORMAL);
        assertThat(binds("ann", FIRST)).isTrue();
        assertThat(value("ann", "pwdLastSet")).isEqualTo(changed);
    }

    /** The first try ended after so many of its requests: by a death, or by a failure that kept its step. */
    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "2,false", "3,false", "1,true", "2,true", "3,true", "4,true"})
    void goesOnWhereAnAdditionEnded(int done, boolean known) throws Exception {
        directory.add("dn: " + group("everybody"), "objectClass: group", "sAMAccountName: everybody");
        restart("Users_mandatory_groups", List.of("everybody"));
        HandlerCall call = Calls.added("Users", 1, Map.of("SamAccountName", "ann", "Title", "Dr", "Manager", "ann"));
        if (done > 0) {
            directory.add(
                    "dn: " + user("ann"),
                    "objectClass: user",
                    "sAMAccountName: ann",
                    "title: Dr",
                    "userAccountControl: 514");
        }
        if (done > 1) {
            directory.modify(user("ann"), AdForm.password(FIRST));
        }
        if (done > 2) {
            set("ann", "userAccountControl", "512");
        }
        if (done > 3) {
            directory.modify(group("everybody"), new Modification(ModificationType.ADD, "member", user("ann")));
        }
        if (known) {
            call.context().markPartiallyProcessed();
            call.context().enterStep(done);
        }

        String changed = done > 1 ? value("ann", "pwdLastSet") : null;

        client.handle(Calls.again(call));

        assertThat(control("ann")).isEqualTo(NORMAL);
        assertThat(value("ann", "pwdLastSet")).isNotEqualTo("0");
        assertThat(value("ann", "title")).isEqualTo("Dr");
        assertThat(memberOf("ann")).containsExactly(group("everybody"));
        assertThat(value("ann", "manager")).isEqualTo(user("ann"));
        assertThat(binds("ann", FIRST)).isEqualTo(done > 1);
        assertThat(done < 2 || value("ann", "pwdLastSet").equals(changed)).isTrue();
    }

    @Test
    void beginsAnAdditionAnewWhoseEntryWentAway() throws Exception {
        HandlerCall call = Calls.added("Users", 1, Map.of("SamAccountName", "ann"));
        call.context().markPartiallyProcessed();
        call.context().enterStep(2);

        client.handle(Calls.again(call));

        assertThat(control("ann")).isEqualTo(NORMAL);
        assertThat(value("ann", "pwdLastSet")).isNotEqualTo("0");
    }

    @Test
    void trustsNoStepOfAnEventThatWasMergedBefore() throws Exception {
        HandlerCall call = Calls.added("Users", 1, Map.of("SamAccountName", "ann"));
        call.context().enterStep(2);

        client.handle(Calls.again(call));

        assertThat(control("ann")).isEqualTo(NORMAL);
        assertThat(value("ann", "pwdLastSet")).isNotEqualTo("0");
    }

    /** A rename that ended after so many of its requests: account name, entry name, attributes. */
    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "2,false", "3,false", "1,true", "2,true", "3,true"})
    void goesOnWhereARenameEnded(int done, boolean known) throws Exception {
        team();
        HandlerCall call = client.toModify("Users", 1, Map.of("SamAccountName", "anna", "Title", "Dr"));
        if (done > 0) {
            set("ann", "sAMAccountName", "anna");
        }
        if (done > 1) {
            directory.modifyDN(user("ann"), "CN=anna", true);
        }
        if (done > 2) {
            set("anna", "title", "Dr");
        }
        if (known) {
            call.context().markPartiallyProcessed();
            call.context().enterStep(done);
        }

        client.handle(Calls.again(call));

        assertThat(value("anna", "sAMAccountName")).isEqualTo("anna");
        assertThat(value("anna", "title")).isEqualTo("Dr");
        assertThat(members("team")).containsExactlyInAnyOrder(user("anna"), user("bob"));
    }

    @Test
    void doesNotGuessWhichOfTwoAccountsWasRenamed() throws Exception {
        team();
        HandlerCall call = client.toModify("Users", 1, Map.of("SamAccountName", "bob"));

        assertThatThrownBy(() -> client.handle(call)).message().contains("68 entry already exists");
        assertThatThrownBy(() -> client.handle(Calls.again(call)))
                .hasMessage("rename account 'ann' to 'bob': both are there, " + user("ann") + " and " + user("bob")
                        + "; remove or rename the one that should not be");
        assertThat(members("team")).containsExactlyInAnyOrder(user("ann"), user("bob"));
    }

    @Test
    void replaysWhatWasDoneAlready() throws Exception {
        team();
        client.added("MembersOfGroups", 10, memberList("ann", "bob"));
        HandlerCall user = client.toRemove("Users", 1);
        HandlerCall group = client.toRemove("Groups", 10);
        HandlerCall membership = client.toRemove("GroupsMembers", List.of(2, 10));
        HandlerCall list = client.toRemove("MembersOfGroups", 10);
        HandlerCall secret = Calls.gone("UserPasswords", HandlerEvent.REMOVED, 1, password(FIRST));
        HandlerCall trashed = Calls.gone("Users", HandlerEvent.TRASHED, 1, Map.of("SamAccountName", "ann"));

        client.handle(Calls.again(Calls.added("GroupsMembers", List.of(1, 10), membership(1, 10))));
        assertThat(members("team")).containsExactlyInAnyOrder(user("ann"), user("bob"));
        directory.modify(group("team"), new Modification(ModificationType.DELETE, "member", user("bob")));
        client.handle(Calls.again(membership));
        directory.delete(user("ann"));
        client.handle(Calls.again(trashed));
        client.handle(Calls.again(secret));
        client.handle(Calls.again(user));
        directory.delete(group("team"));
        client.handle(Calls.again(list));
        client.handle(Calls.again(group));

        assertThat(directory.getEntry(user("bob"))).isNotNull();
    }

    @Test
    void failsAFirstRemovalOfWhatIsNotThereAndSucceedsOnItsRetry() throws Exception {
        client.added("Users", 1, Map.of("SamAccountName", "ann"));
        directory.delete(user("ann"));
        HandlerCall call = client.toRemove("Users", 1);

        assertThatThrownBy(() -> client.handle(call))
                .hasMessage("there is no account 'ann' of Users below " + domain.users());

        client.handle(Calls.again(call));
    }

    @Test
    void failsAMembershipWhoseUserIsNotThereYet() {
        client.added("Groups", 10, Map.of("SamAccountName", "team"));

        assertThatThrownBy(() -> client.added("GroupsMembers", List.of(1, 10), membership(1, 10)))
                .hasMessage("Users[1] is not in the directory (yet): 'user_pkey' refers to it");
    }

    @Test
    void tellsOperationDnAndAnswerOfAFailure() {
        assertThatThrownBy(() -> client.added("Users", 1, Map.of("SamAccountName", "ann", "noSuchThing", "x")))
                .isInstanceOf(HandlerException.class)
                .message()
                .startsWith("add " + user("ann") + ": ")
                .contains("noSuchThing");
    }

    @Test
    void bindsByEachFormOfAName() throws Exception {
        for (String name : List.of("Administrator@hermes.test", "HERMES\\Administrator")) {
            restart("binddn", name);
            client.added("Users", 1, Map.of("SamAccountName", "ann"));
            client.removed("Users", 1);
        }
    }

    @Test
    void refusesAWrongPasswordWithTheNameThatItBoundAs() {
        restart("bindpassword", "wrong-password");

        assertThatThrownBy(() -> client.added("Users", 1, Map.of("SamAccountName", "ann")))
                .message()
                .startsWith("bind to " + server.uri() + " as " + SambaAd.Server.ADMIN + ": 49 invalid credentials")
                .doesNotContain("wrong-password");
    }

    @Test
    void refusesAServerThatNoGivenAuthorityVouchesFor(@TempDir Path folder) {
        restart(
                "ssl",
                Map.of(
                        "cafile",
                        Certificates.in(folder, server.address()).certificate().toString()));

        assertThatThrownBy(() -> client.added("Users", 1, Map.of("SamAccountName", "ann")))
                .message()
                .startsWith("connect to " + server.uri() + ": 91 connect error");
    }

    private void team() {
        client.added("Users", 1, Map.of("SamAccountName", "ann"));
        client.added("Users", 2, Map.of("SamAccountName", "bob"));
        client.added("Groups", 10, Map.of("SamAccountName", "team"));
        client.added("GroupsMembers", List.of(1, 10), membership(1, 10));
        client.added("GroupsMembers", List.of(2, 10), membership(2, 10));
    }

    private void restart(Object... changes) {
        client.close();
        client = AdTestDomain.client(domain.settings(changes));
    }

    private String user(String name) {
        return "CN=" + name + "," + domain.users();
    }

    private String group(String name) {
        return "CN=" + name + "," + domain.groups();
    }

    private static Map<String, Object> membership(int user, int group) {
        return Map.of("user_pkey", user, "group_pkey", group);
    }

    private static Map<String, Object> memberList(String... logins) {
        return Map.of("group_pkey", 10, "groupmembers", List.of(logins));
    }

    private static Map<String, Object> password(String password) {
        return Map.of("user_pkey", 1, "password", password);
    }

    private int control(String user) throws LDAPException {
        return Integer.parseInt(value(user, "userAccountControl"));
    }

    private String value(String user, String attribute) throws LDAPException {
        return directory.getEntry(user(user), attribute).getAttributeValue(attribute);
    }

    private String groupValue(String group, String attribute) throws LDAPException {
        return directory.getEntry(group(group), attribute).getAttributeValue(attribute);
    }

    private List<String> members(String group) throws LDAPException {
        String[] members = directory.getEntry(group(group), "member").getAttributeValues("member");
        return members == null ? List.of() : Arrays.asList(members);
    }

    private List<String> memberOf(String user) throws LDAPException {
        String[] groups = directory.getEntry(user(user), "memberOf").getAttributeValues("memberOf");
        return groups == null ? List.of() : Arrays.asList(groups);
    }

    private void set(String user, String attribute, String value) throws LDAPException {
        directory.modify(user(user), new Modification(ModificationType.REPLACE, attribute, value));
    }

    private boolean binds(String user, String password) throws LDAPException {
        try (LDAPConnection connection = server.connect(user(user), password)) {
            return !password.isEmpty();
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)
                    || e.getResultCode().equals(ResultCode.PARAM_ERROR)) {
                return false;
            }
            throw e;
        }
    }

    private static Set<String> plus(Set<String> names, String... more) {
        Set<String> all = new TreeSet<>(names);
        all.addAll(List.of(more));
        return all;
    }
}
