package org.hermescdc.plugin.handler.ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.PEMFileKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hermescdc.camel.handler.Calls;
import org.hermescdc.it.Certificates;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.HandlerCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The requests and their order, seen by a directory that refuses to enable an account without a password, as Active Directory
 * does and Samba does not.
 */
class AdOrderTest {

    private static final String SUFFIX = "DC=example,DC=org";
    private static final String ANN = "CN=ann,OU=users," + SUFFIX;

    private final List<String> requests = new ArrayList<>();
    private final List<String> passwords = new ArrayList<>();
    private InMemoryDirectoryServer server;
    private TestClient client;
    private String refused = "";
    private boolean echoes;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Certificates certificates = Certificates.in(folder);
        SSLUtil tls = new SSLUtil(
                new PEMFileKeyManager(
                        certificates.certificate().toFile(), certificates.key().toFile()),
                null);
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(SUFFIX);
        config.setSchema(null);
        config.setListenerConfigs(InMemoryListenerConfig.createLDAPSConfig(
                "tls", InetAddress.getLoopbackAddress(), 0, tls.createSSLServerSocketFactory(), null));
        config.addAdditionalBindCredentials("CN=admin," + SUFFIX, "secret");
        config.addInMemoryOperationInterceptor(new Rules());
        server = new InMemoryDirectoryServer(config);
        server.add("dn: " + SUFFIX, "objectClass: domain", "dc: example");
        server.add("dn: OU=users," + SUFFIX, "objectClass: organizationalUnit", "ou: users");
        server.add("dn: OU=groups," + SUFFIX, "objectClass: organizationalUnit", "ou: groups");
        server.add("dn: CN=all,OU=groups," + SUFFIX, "objectClass: group", "sAMAccountName: all");
        server.startListening();
        client = AdTestDomain.client(Map.of(
                "uri",
                "ldaps://127.0.0.1:" + server.getListenPort(),
                "binddn",
                "CN=admin," + SUFFIX,
                "bindpassword",
                "secret",
                "basedn",
                SUFFIX,
                "users_ou",
                "OU=users," + SUFFIX,
                "groups_ou",
                "OU=groups," + SUFFIX,
                "Users_mandatory_groups",
                List.of("all"),
                "ssl",
                Map.of("cafile", certificates.certificate().toString())));
        requests.clear();
    }

    @AfterEach
    void stop() {
        client.close();
        server.shutDown(true);
    }

    @Test
    void setsThePasswordOfANewUserBeforeItIsEnabled() {
        client.added("Users", 1, Map.of("SamAccountName", "ann", "ChangePasswordAtLogon", true, "Manager", "ann"));

        assertThat(requests)
                .containsExactly(
                        "add " + ANN + " userAccountControl=514",
                        "modify " + ANN + " unicodePwd",
                        "modify " + ANN + " userAccountControl=512",
                        "modify CN=all,OU=groups," + SUFFIX + " member=" + ANN,
                        "modify " + ANN + " manager=" + ANN);
    }

    @Test
    void setsAPasswordOfTheLengthAndKindsThatAreConfigured() {
        client.added("Users", 1, Map.of("SamAccountName", "ann"));
        client.added("Users", 2, Map.of("SamAccountName", "bob"));

        assertThat(passwords).hasSize(2).doesNotHaveDuplicates().allSatisfy(password -> assertThat(password)
                .matches("\"[A-Za-z0-9!@#$%^&*]{32}\"")
                .containsPattern("[A-Z]")
                .containsPattern("[a-z]")
                .containsPattern("[0-9]")
                .containsPattern("[!@#$%^&*]"));
    }

    @Test
    void goesOnWithTheRequestThatWasRefused() {
        HandlerCall call = Calls.added("Users", 1, Map.of("SamAccountName", "ann"));
        refused = "userAccountControl=512";
        assertThatThrownBy(() -> client.handle(call)).hasMessageContaining("53 unwilling to perform");
        assertThat(call.context().currentStep()).isEqualTo(2);
        refused = "";
        requests.clear();

        client.handle(Calls.again(call));

        assertThat(requests)
                .containsExactly(
                        "modify " + ANN + " userAccountControl=512",
                        "modify CN=all,OU=groups," + SUFFIX + " member=" + ANN);
    }

    @Test
    void keepsEvenAnEchoedPasswordOutOfTheFailure() {
        echoes = true;

        assertThatThrownBy(() -> client.added("Users", 1, Map.of("SamAccountName", "ann")))
                .hasMessage("set the password: modify " + ANN + ": 19 constraint violation (bad: \"<SECRET_VALUE>\")")
                .satisfies(failure -> assertThat(chain(failure))
                        .noneMatch(text -> text.contains(passwords.get(0).substring(1, 33))));
    }

    @Test
    void setsTwoPasswordsInPlaceOfARemovedOne() {
        client.added("Users", 1, Map.of("SamAccountName", "ann"));
        client.added("UserPasswords", 1, Map.of("user_pkey", 1, "password", "first"));
        requests.clear();

        client.removed("UserPasswords", 1);

        assertThat(requests).containsExactly("modify " + ANN + " unicodePwd", "modify " + ANN + " unicodePwd");
        assertThat(passwords).doesNotHaveDuplicates();
    }

    private static List<String> chain(Throwable failure) {
        List<String> texts = new ArrayList<>();
        for (Throwable next = failure; next != null; next = next.getCause()) {
            texts.add(String.valueOf(next.getMessage()));
        }
        return texts;
    }

    private final class Rules extends InMemoryOperationInterceptor {

        @Override
        public void processAddRequest(InMemoryInterceptedAddRequest request) {
            Attribute control = request.getRequest().getAttribute("userAccountControl");
            requests.add("add " + request.getRequest().getDN()
                    + (control == null ? "" : " userAccountControl=" + control.getValue()));
        }

        @Override
        public void processModifyRequest(InMemoryInterceptedModifyRequest request) throws LDAPException {
            for (Modification change : request.getRequest().getModifications()) {
                String name = change.getAttributeName();
                boolean secret = name.equals("unicodePwd");
                String text = name + (secret ? "" : "=" + String.join(",", change.getValues()));
                requests.add("modify " + request.getRequest().getDN() + " " + text);
                if (secret) {
                    passwords.add(new String(change.getValueByteArrays()[0], StandardCharsets.UTF_16LE));
                }
                if (secret && echoes) {
                    throw new LDAPException(
                            ResultCode.CONSTRAINT_VIOLATION, "bad: " + passwords.get(passwords.size() - 1));
                }
                boolean enabled = text.equals("userAccountControl=512");
                boolean hasPassword =
                        server.getEntry(request.getRequest().getDN()).hasAttribute("unicodePwd");
                if (text.equals(refused) || enabled && !hasPassword) {
                    throw new LDAPException(ResultCode.UNWILLING_TO_PERFORM, "0000052D: SvcErr");
                }
            }
        }
    }
}
