package org.hermescdc.plugin.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SimpleBindRequest;
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
public final class LdapConnector {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final LdapServer server;
    /** The handshake's own limit is to end first: it tells what happened. */
    private static final Duration AFTER_HANDSHAKE = Duration.ofSeconds(1);

    private final Duration answerLimit;

    /** @param answerLimit how long each answer of the directory is waited for */
    public LdapConnector(LdapServer server, Duration answerLimit) {
        this.server = server;
        this.answerLimit = answerLimit;
    }

    /**
     * Returns a new connection, bound.
     *
     * @throws LdapFailure if the directory cannot be reached, is not trusted, or refuses the bind
     */
    public LDAPConnection open() {
        String address = server.uri().toString();
        LDAPConnection connection = new LDAPConnection(socketFactory(), options());
        try {
            connection.connect(server.uri().getHost(), server.uri().getPort());
        } catch (LDAPException e) {
            connection.close();
            throw new LdapFailure("connect to", address, e);
        }
        try {
            connection.bind(new SimpleBindRequest(server.bindDn(), server.bindPassword()));
            return connection;
        } catch (LDAPException e) {
            connection.close();
            throw new LdapFailure("bind to " + address + " as", server.bindDn(), e);
        }
    }

    private LDAPConnectionOptions options() {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(
                (int) connectLimit().plus(AFTER_HANDSHAKE).toMillis());
        options.setResponseTimeoutMillis(answerLimit.toMillis());
        options.setFollowReferrals(false);
        options.setSSLSocketVerifier(TlsHandshake.verifier());
        return options;
    }

    private Duration connectLimit() {
        return answerLimit.compareTo(CONNECT_LIMIT) < 0 ? answerLimit : CONNECT_LIMIT;
    }

    private SocketFactory socketFactory() {
        if (!server.uri().getScheme().equalsIgnoreCase("ldaps")) {
            return SocketFactory.getDefault();
        }
        try {
            return new TlsHandshake(new SSLUtil(keys(), trust()).createSSLSocketFactory(), connectLimit());
        } catch (GeneralSecurityException e) {
            throw new HandlerException("prepare TLS for " + server.uri() + ": " + e.getMessage(), e);
        }
    }

    private TrustManager trust() throws GeneralSecurityException {
        return server.caFile().isPresent()
                ? new PEMFileTrustManager(server.caFile().get().toFile())
                : JVMDefaultTrustManager.getInstance();
    }

    private KeyManager keys() throws GeneralSecurityException {
        return server.certificateFile().isPresent() && server.keyFile().isPresent()
                ? new PEMFileKeyManager(
                        server.certificateFile().get().toFile(),
                        server.keyFile().get().toFile())
                : null;
    }
}
