package org.hermescdc.plugin.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLSocketVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;

/**
 * Puts an end to a TLS handshake that the server does not answer: the SDK's own limit ends with the TCP connection, and then
 * waits for ever. The sockets have a time limit until the name in the server's certificate is verified.
 */
final class TlsHandshake extends SocketFactory {

    private final SocketFactory sockets;
    private final Duration limit;

    /** @param sockets makes sockets for TLS */
    TlsHandshake(SocketFactory sockets, Duration limit) {
        this.sockets = sockets;
        this.limit = limit;
    }

    /** Verifies the server's name, and takes the time limit away. */
    static SSLSocketVerifier verifier() {
        HostNameSSLSocketVerifier names = new HostNameSSLSocketVerifier(true);
        return new SSLSocketVerifier() {
            @Override
            public void verifySSLSocket(String host, int port, SSLSocket socket) throws LDAPException {
                names.verifySSLSocket(host, port, socket);
                try {
                    socket.setSoTimeout(0);
                } catch (SocketException e) {
                    throw new LDAPException(ResultCode.CONNECT_ERROR, e.getMessage(), e);
                }
            }
        };
    }

    @Override
    public Socket createSocket() throws IOException {
        return limited(sockets.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return limited(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return limited(sockets.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return limited(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return limited(sockets.createSocket(host, port, from, fromPort));
    }

    private Socket limited(Socket socket) throws SocketException {
        socket.setSoTimeout((int) limit.toMillis());
        return socket;
    }
}
