package org.hermescdc.plugin.datasource.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.ManageDsaITRequestControl;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.contract.SourceContract;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.template.Template;
import org.hermescdc.it.Child;
import org.hermescdc.it.Slapd;
import org.hermescdc.it.TcpProxy;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.DataSource;
import org.hermescdc.spi.SourceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@OutagesOf("source ldap")
@ExtendWith(Slapd.class)
class LdapSourceTest extends SourceContract {

    private static final String BASE = "ou=source," + Slapd.Server.SUFFIX;

    private final Slapd.Server server;
    private LDAPConnection admin;

    LdapSourceTest(Slapd.Server server) {
        this.server = server;
    }

    @BeforeEach
    void makeTree() throws Exception {
        admin = new LDAPConnection("127.0.0.1", server.port(), Slapd.Server.ADMIN, Slapd.Server.PASSWORD);
        if (admin.getEntry(Slapd.Server.SUFFIX) == null) {
            admin.add("dn: " + Slapd.Server.SUFFIX, "objectClass: domain", "dc: example");
        }
        clear();
    }

    @AfterEach
    void removeTree() throws Exception {
        clear();
        admin.delete(BASE);
        admin.close();
    }

    private void clear() throws Exception {
        if (admin.getEntry(BASE) == null) {
            admin.add("dn: " + BASE, "objectClass: organizationalUnit", "ou: source");
        }
        for (SearchResultEntry entry :
                admin.search(BASE, SearchScope.ONE, "(objectClass=*)", "1.1").getSearchEntries()) {
            admin.delete(entry.getDN());
        }
    }

    @Override
    protected String routes() {
        return "datasource/ldap";
    }

    @Override
    protected HermesConfig.Plugin declaration() {
        return declared(Map.of());
    }

    private HermesConfig.Plugin declared(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "uri",
                server.uri(),
                "binddn",
                Slapd.Server.ADMIN,
                "bindpassword",
                Slapd.Server.PASSWORD,
                "basedn",
                BASE));
        settings.putAll(more);
        return plugin("ldap", new LdapSource().settings(), settings);
    }

    @Override
    protected void hold(List<Person> people) throws Exception {
        clear();
        for (Person person : people) {
            List<String> lines = new ArrayList<>(List.of(
                    "dn: uid=" + person.id() + "," + BASE,
                    "objectClass: inetOrgPerson",
                    "uid: " + person.id(),
                    "cn: " + person.login(),
                    "sn: x"));
            if (person.mail() != null) {
                lines.add("description: " + person.mail());
            }
            admin.add(new Entry(lines.toArray(String[]::new)));
        }
    }

    @Override
    protected void fetch(DataSource source, Consumer<Map<String, Object>> rows) {
        source.fetch(
                null,
                Map.of("filter", "(objectClass=inetOrgPerson)", "attrlist", List.of("uid", "cn", "description")),
                row -> {
                    Map<String, Object> person = new HashMap<>();
                    person.put("id", row.get("uid"));
                    person.put("login", row.get("cn"));
                    person.put("mail", row.get("description"));
                    rows.accept(person);
                });
    }

    @Override
    protected int many() {
        return 12_000;
    }

    @Override
    protected void breakNow() {
        server.stop();
    }

    @Override
    protected void mend() throws Exception {
        server.start();
        admin.reconnect();
    }

    private List<Map<String, Object>> search(Map<String, Object> vars) {
        List<Map<String, Object>> rows = new ArrayList<>();
        source.fetch(null, vars, rows::add);
        return rows;
    }

    private void person(String uid, String... lines) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "dn: uid=" + uid + "," + BASE,
                "objectClass: inetOrgPerson",
                "objectClass: posixAccount",
                "uid: " + uid,
                "cn: " + uid,
                "sn: x",
                "uidNumber: 1000",
                "gidNumber: 7",
                "homeDirectory: /"));
        all.addAll(Arrays.asList(lines));
        admin.add(new Entry(all.toArray(String[]::new)));
    }

    @Test
    void givesAllAttributesAndNoDnUnlessAskedFor() throws Exception {
        person("ann", "mail: a@x", "mail: b@x");

        assertThat(search(Map.of("filter", "(uid=ann)")))
                .containsExactly(Map.of(
                        "objectClass",
                        List.of("inetOrgPerson", "posixAccount"),
                        "uid",
                        "ann",
                        "cn",
                        "ann",
                        "sn",
                        "x",
                        "uidNumber",
                        1000L,
                        "gidNumber",
                        7L,
                        "homeDirectory",
                        "/",
                        "mail",
                        List.of("a@x", "b@x")));
        assertThat(search(Map.of("filter", "(uid=ann)", "attrlist", List.of("dn"))))
                .containsExactly(Map.of("dn", "uid=ann," + BASE));
    }

    @Test
    void namesAttributesAsTheListDoesAndGivesNullForAbsentOnes() throws Exception {
        person("ann");

        Map<String, Object> expected = new HashMap<>(Map.of("CN", "ann"));
        expected.put("mail", null);
        assertThat(search(Map.of("filter", "(uid=ann)", "attrlist", List.of("CN", "mail"))))
                .containsExactly(expected);
    }

    @Test
    void givesOperationalAttributesBesideAll() throws Exception {
        person("ann");

        assertThat(search(Map.of("filter", "(uid=ann)", "attrlist", List.of("dn", "*", "entryUUID"))))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsKeys("dn", "cn", "sn", "entryUUID")
                        .hasSize(9));
    }

    @Test
    void readsNumbersAndDatetimesWhereTextLooksLikeThem() throws Exception {
        person(
                "ann",
                "description: 20240131123456Z",
                "description: 20241331123456Z",
                "description: -12",
                "description: 1.5",
                "description: 1e3",
                "description: 12345678901234567890",
                "description: nan",
                "description: 12 3",
                "description: 1_000",
                "description: 0x1f");

        assertThat(search(Map.of("filter", "(uid=ann)", "attrlist", List.of("description"))))
                .containsExactly(Map.of(
                        "description",
                        List.of(
                                LocalDateTime.of(2024, 1, 31, 12, 34, 56),
                                "20241331123456Z",
                                -12L,
                                1.5,
                                1000.0,
                                new java.math.BigInteger("12345678901234567890"),
                                "nan",
                                "12 3",
                                "1_000",
                                "0x1f")));
    }

    @Test
    void goesByTheSchemaWhereTemplatesAreTyped() throws Exception {
        person("ann", "description: 12", "telephoneNumber: 0123", "mail: 20240131123456Z");
        sources.close();
        sources = org.hermescdc.camel.DataSources.open(context, Map.of("hr", declaration()), Template.Results.TYPED);
        source = sources.get("hr");

        Map<String, Object> row = search(Map.of(
                        "filter",
                        "(uid=ann)",
                        "attrlist",
                        List.of("description", "telephoneNumber", "mail", "uidNumber", "gidNumber", "createTimestamp")))
                .get(0);

        assertThat(row)
                .containsEntry("description", "12")
                .containsEntry("telephoneNumber", "0123")
                .containsEntry("mail", "20240131123456Z")
                .containsEntry("uidNumber", 1000L)
                .containsEntry("gidNumber", 7L);
        assertThat(row.get("createTimestamp")).isInstanceOf(LocalDateTime.class);
    }

    @Test
    void keepsBytesThatAreNoText() throws Exception {
        Entry entry = new Entry("dn: uid=ann," + BASE, "objectClass: inetOrgPerson", "uid: ann", "cn: a", "sn: x");
        byte[] photo = {(byte) 0xff, (byte) 0xd8, 0, 1};
        entry.addAttribute(new Attribute("jpegPhoto", photo));
        admin.add(entry);

        assertThat(search(Map.of("filter", "(uid=ann)", "attrlist", List.of("jpegPhoto"))))
                .containsExactly(Map.of("jpegPhoto", Bytes.of(photo)));
    }

    @Test
    void givesListsForSingleValuesWhereThatIsWanted() throws Exception {
        openWith(declared(Map.of("always_return_values_in_list", true)));
        person("ann");

        Map<String, Object> expected = new HashMap<>(Map.of("uid", List.of("ann"), "dn", "uid=ann," + BASE));
        expected.put("mail", null);
        assertThat(search(Map.of("filter", "(uid=ann)", "attrlist", List.of("dn", "uid", "mail"))))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"base,0", "one,1", "onelevel,1", "sub,2", "subtree,2"})
    void searchesInTheScopeThatIsAsked(String scope, int found) throws Exception {
        person("ann");
        admin.add("dn: uid=bob,uid=ann," + BASE, "objectClass: account", "uid: bob");
        try {
            assertThat(search(Map.of("base", BASE, "scope", scope, "filter", "(uid=*)")))
                    .hasSize(found);
        } finally {
            admin.delete("uid=bob,uid=ann," + BASE);
        }
    }

    @Test
    void addsModifiesAndDeletesEntries() throws Exception {
        String dn = "uid=ann," + BASE;
        LocalDateTime datetime = LocalDateTime.of(2024, 1, 31, 12, 34, 56);
        Map<String, Object> attributes = new HashMap<>(Map.of(
                "objectClass",
                "inetOrgPerson",
                "uid",
                "ann",
                "sn",
                "x",
                "cn",
                List.of("a", "b"),
                "description",
                datetime,
                "employeeNumber",
                42L));
        attributes.put("mail", null);

        source.add(
                null,
                Map.of(
                        "addlist",
                        List.of(Map.of("dn", dn, "add", attributes), Map.of("add", Map.of("cn", "skipped")))));

        assertThat(admin.getEntry(dn).getAttributeValues("cn")).containsExactly("a", "b");
        assertThat(admin.getEntry(dn).getAttributeValue("description")).isEqualTo("20240131123456Z");
        assertThat(admin.getEntry(dn).getAttributeValue("employeeNumber")).isEqualTo("42");

        Map<String, Object> deletions = new HashMap<>(Map.of("cn", "a"));
        deletions.put("description", null);
        source.modify(
                null,
                Map.of(
                        "modlist",
                        List.of(Map.of(
                                "dn",
                                dn,
                                "add",
                                Map.of("mail", List.of("m@x", "n@x")),
                                "modify",
                                Map.of("sn", "y"),
                                "delete",
                                deletions))));

        Entry modified = admin.getEntry(dn);
        assertThat(modified.getAttributeValues("mail")).containsExactly("m@x", "n@x");
        assertThat(modified.getAttributeValue("sn")).isEqualTo("y");
        assertThat(modified.getAttributeValues("cn")).containsExactly("b");
        assertThat(modified.hasAttribute("description")).isFalse();

        source.delete(null, Map.of("dellist", List.of(Map.of("dn", dn), Map.of())));

        assertThat(admin.getEntry(dn)).isNull();
    }

    @Test
    void tellsWhatTheDirectoryAnsweredToAChange() {
        assertThatThrownBy(() -> source.delete(null, Map.of("dellist", List.of(Map.of("dn", "uid=nobody," + BASE)))))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("datasource 'hr db?': delete uid=nobody," + BASE + ": 32 no such object");
    }

    @Outage(value = Fault.DIES, then = "a connection that is lost between two pages fails; connects again")
    @Test
    void failsWhenTheServerDiesInTheMiddleOfAPagedSearch() throws Exception {
        openWith(declared(Map.of("page_size", 2L)));
        hold(List.of(new Person(1, "a", null), new Person(2, "b", null), new Person(3, "c", null)));

        assertThatThrownBy(() -> source.fetch(null, Map.of("scope", "one"), row -> server.stop()))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("datasource 'hr db?': search below " + BASE + ": ");

        mend();
        assertThat(search(Map.of("scope", "one"))).hasSize(3);
    }

    @Outage(value = Fault.SHORT, then = "a size limit of the directory fails: `4 size limit exceeded`")
    @Test
    void takesASizeLimitForAFailure() throws Exception {
        person("ann", "userPassword: secret");
        for (int i = 0; i < 600; i++) {
            admin.add("dn: uid=" + i + "," + BASE, "objectClass: account", "uid: " + i);
        }
        openWith(declared(Map.of("binddn", "uid=ann," + BASE, "bindpassword", "secret")));
        List<Object> seen = new ArrayList<>();

        assertThatThrownBy(() -> source.fetch(null, Map.of(), seen::add))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("4 size limit exceeded");
        assertThat(seen).hasSizeLessThan(600);
    }

    @Outage(value = Fault.SHORT, then = "referrals are told, or fail")
    @Test
    void tellsReferralsAndFailsWhereThatIsWanted() throws Exception {
        String referral = "cn=elsewhere," + BASE;
        admin.add(
                "dn: " + referral,
                "objectClass: referral",
                "objectClass: extensibleObject",
                "cn: elsewhere",
                "ref: ldap://other.example.org/dc=other");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(LdapReferrals.class);
        logger.addAppender(log);
        try {
            assertThat(search(Map.of("scope", "one"))).isEmpty();
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly("datasource 'hr db?': the directory refers to"
                            + " ldap://other.example.org/dc=other??base for more entries; they are not read");

            openWith(declared(Map.of("referrals", "fail")));
            assertThatThrownBy(() -> search(Map.of("scope", "one")))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("refers to ldap://other.example.org/dc=other");
        } finally {
            logger.detachAppender(log);
            DeleteRequest delete = new DeleteRequest(referral);
            delete.addControl(new ManageDsaITRequestControl());
            admin.delete(delete);
        }
    }

    @Test
    void takesAMissingBaseForAFailure() {
        assertThatThrownBy(() -> search(Map.of("base", "ou=nowhere," + BASE)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("32 no such object");
    }

    @Test
    void usesTlsWithTheCertificatesOfTheSettings() throws Exception {
        hold(List.of(new Person(1, "ann", null)));
        openWith(declared(Map.of(
                "uri", server.tlsUri(),
                "ssl", Map.of("cafile", server.certificates().certificate().toString()))));
        assertThat(fetched()).hasSize(1);

        openWith(declared(Map.of("uri", server.tlsUri())));
        assertThatThrownBy(this::fetched)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("connect to " + server.tlsUri());
    }

    @Outage(value = Fault.CREDENTIALS, then = "`bind to … as …: 49 invalid credentials`")
    @Test
    void tellsARefusedLoginWithoutThePassword() {
        openWith(declared(Map.of("bindpassword", "wrong-but-secret")));

        assertThatThrownBy(this::fetched)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("bind to " + server.uri())
                .hasMessageContaining("49 invalid credentials")
                .hasMessageNotContaining("wrong-but-secret");
    }

    @Outage(value = Fault.REFUSED, then = "`connect to ldap://…: 91 connect error (Connection refused)`")
    @Test
    void tellsAnUnreachableServer() {
        openWith(declared(Map.of("uri", "ldap://127.0.0.1:" + Child.freePort())));

        assertThatThrownBy(this::fetched).isInstanceOf(SourceException.class).hasMessageContaining("refused");
    }

    @Outage(value = Fault.HANGS, then = "given up after 10 s when connecting, else after `timeout`: `85 timeout`")
    @Test
    void givesUpAServerThatDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            openWith(declared(Map.of("uri", "ldap://127.0.0.1:" + silent.getLocalPort(), "timeout", 1L)));

            assertThatThrownBy(this::fetched)
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("85 timeout");
        }
    }

    @Outage(value = Fault.SLOW, then = "waited for, each answer as long as `timeout`")
    @Test
    void waitsForASlowAnswer() throws Exception {
        hold(List.of(new Person(1, "ann", null), new Person(2, "bob", null), new Person(3, "eve", null)));
        try (TcpProxy proxy = new TcpProxy(server.port())) {
            openWith(declared(Map.of("uri", "ldap://127.0.0.1:" + proxy.port(), "timeout", 1L, "page_size", 1L)));
            proxy.slowDown(Duration.ofMillis(300));

            assertThat(fetched()).as("longer than the limit for one answer").hasSize(3);
        }
    }

    @Outage(value = Fault.SHORT, then = "an answer that is cut off anywhere fails")
    @ParameterizedTest
    @ValueSource(longs = {0, 10, 200, 2_000, 20_000})
    void neverBelievesAnAnswerThatIsCutOff(long length) throws Exception {
        hold(LongStream.rangeClosed(1, 300)
                .mapToObj(id -> new Person(id, "login" + id, null))
                .toList());
        try (TcpProxy proxy = new TcpProxy(server.port())) {
            openWith(declared(Map.of("uri", "ldap://127.0.0.1:" + proxy.port(), "page_size", 100L)));
            fetched();
            proxy.cutAnswersAfter(length);
            assertThatThrownBy(this::fetched)
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("datasource 'hr db?': search below " + BASE);

            proxy.pass();
            assertThat(fetched()).hasSize(300);
        }
    }

    /** One that knows no pages must say so; one that leaves the control out of its answer may have cut it off. */
    @Outage(
            value = Fault.SHORT,
            then = "a directory without paging, or one that does not tell whether more is to come, fails")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | 12 unavailable critical extension",
                "false | the directory did not tell whether its answer is complete (no paging control in it)"
            })
    void takesADirectoryWithoutPagesForAFailure(boolean refuses, String message) throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(Slapd.Server.SUFFIX);
        config.addAdditionalBindCredentials(Slapd.Server.ADMIN, Slapd.Server.PASSWORD);
        config.addInMemoryOperationInterceptor(new Pageless(refuses));
        InMemoryDirectoryServer pageless = new InMemoryDirectoryServer(config);
        try {
            pageless.add("dn: " + Slapd.Server.SUFFIX, "objectClass: domain", "dc: example");
            pageless.startListening();
            openWith(declared(
                    Map.of("uri", "ldap://127.0.0.1:" + pageless.getListenPort(), "basedn", Slapd.Server.SUFFIX)));

            assertThatThrownBy(() -> search(Map.of("scope", "base")))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining(message);
        } finally {
            pageless.shutDown(true);
        }
    }

    /** A directory that knows nothing of pages. */
    private static final class Pageless extends InMemoryOperationInterceptor {

        private final boolean refuses;

        Pageless(boolean refuses) {
            this.refuses = refuses;
        }

        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
            if (refuses && request.getRequest().hasControl(SimplePagedResultsControl.PAGED_RESULTS_OID)) {
                throw new LDAPException(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, "no pages here");
            }
        }

        @Override
        public void processSearchResult(InMemoryInterceptedSearchResult result) {
            result.setResult(new LDAPResult(result.getResult().getMessageID(), ResultCode.SUCCESS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fliter", "addlist"})
    void refusesUnknownVariables(String name) {
        assertThatThrownBy(() -> search(Map.of(name, "x")))
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "datasource 'hr db?': vars: unknown [" + name + "]; allowed: [base, scope, filter, attrlist]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scope  | all  | vars.scope: found 'all'; allowed: [base, one, onelevel, sub, subtree]",
                "filter | (uid | vars.filter: '(uid' is no LDAP filter",
                "attrlist | cn | vars.attrlist: found a string; allowed: a list",
            })
    void refusesVariablesThatItCannotRead(String name, String value, String message) {
        assertThatThrownBy(() -> search(Map.of(name, value)))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(message);
    }
}
