package org.hermescdc.plugin.handler.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.PEMFileKeyManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.hermescdc.spi.HandlerException;

/** Opens connections to the directory. */
final class LdapConnector {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(1);

    private final LdapSettings settings;

    LdapConnector(LdapSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns a new connection, bound.
     *
     * @throws HandlerException if the directory cannot be reached, is not trusted, or refuses the bind
     */
    LDAPConnection open() {
        String address = settings.uri().toString();
        LDAPConnection connection = new LDAPConnection(socketFactory(), options());
        try {
            connection.connect(settings.uri().getHost(), settings.uri().getPort());
        } catch (LDAPException e) {
            connection.close();
            throw new LdapFailure("connect to", address, e);
        }
        try {
            connection.bind(new SimpleBindRequest(settings.bindDn(), settings.bindPassword()));
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw new LdapFailure("bind to " + address + " as", settings.bindDn(), e);
        }
    }

    private static LDAPConnectionOptions options() {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) CONNECT_LIMIT.toMillis());
        options.setResponseTimeoutMillis(ANSWER_LIMIT.toMillis());
        options.setFollowReferrals(false);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        return options;
    }

    private SocketFactory socketFactory() {
        if (!settings.uri().getScheme().equalsIgnoreCase("ldaps")) {
            return SocketFactory.getDefault();
        }
        try {
            return new SSLUtil(keys(), trust()).createSSLSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new HandlerException("prepare TLS for " + settings.uri() + ": " + e.getMessage(), e);
        }
    }

    private TrustManager trust() throws GeneralSecurityException {
        return settings.caFile().isPresent()
                ? new PEMFileTrustManager(settings.caFile().get().toFile())
                : JVMDefaultTrustManager.getInstance();
    }

    private KeyManager keys() throws GeneralSecurityException {
        return settings.certificateFile().isPresent() && settings.keyFile().isPresent()
                ? new PEMFileKeyManager(
                        settings.certificateFile().get().toFile(),
                        settings.keyFile().get().toFile())
                : null;
    }
}
