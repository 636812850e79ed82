package org.hermescdc.plugin.bus.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import com.unboundid.util.ssl.PEMFileKeyManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The broker and the stream that a configuration names: connects, and tells what went wrong. */
final class Broker {

    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

    private static final int CONNECT_LIMIT = 5_000;
    private static final int ANSWER_LIMIT = 15_000;
    private static final int HEARTBEAT_SECONDS = 10;

    private final Settings settings;

    Broker(Settings settings) {
        this.settings = settings;
    }

    String stream() {
        return settings.text("stream");
    }

    /** Certificates are read anew each time: one that was renewed needs no restart. */
    Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = factory(true);
        try {
            return factory.newConnection("hermes");
        } catch (SocketException | EOFException e) {
            if (factory.isSSL() && !settings.section("ssl").has("certfile")) {
                throw new IOException(tell(e) + "; the broker may want a certificate, which ssl.certfile names", e);
            }
            throw e;
        }
    }

    /** Of which Camel's component shows host and port, and which it never connects with. */
    ConnectionFactory address() {
        return factory(false);
    }

    /**
     * Whether there is a queue of the stream's name.
     *
     * @throws IOException also when there is one that is not up, as after a start of the broker
     */
    boolean hasStream(Connection connection) throws IOException {
        Channel channel = connection.createChannel();
        try {
            channel.queueDeclarePassive(stream());
            return true;
        } catch (IOException e) {
            if (refusal(e)
                    .filter(reason -> reason.startsWith("NOT_FOUND - no queue"))
                    .isPresent()) {
                return false;
            }
            throw e;
        } finally {
            abort(channel);
        }
    }

    /** Whether a stream that was just declared, or whose broker has just started, cannot be read for a moment yet. */
    static boolean isComingUp(Throwable failure) {
        return refusal(failure)
                .filter(reason -> reason.contains("does not have a replica on the local node"))
                .isPresent();
    }

    static void abort(Channel channel) {
        try {
            channel.abort();
        } catch (IOException | RuntimeException alreadyClosed) {
            LOG.debug("a channel did not close", alreadyClosed);
        }
    }

    /** Where the stream is, for messages. */
    @Override
    public String toString() {
        ConnectionFactory factory = address();
        return "bus rabbitmq (stream '" + stream() + "' of " + factory.getHost() + ":" + factory.getPort() + ")";
    }

    BusException failure(String what, Throwable reason) {
        return reason instanceof BusException known
                ? known
                : new BusException(this + " " + what + ": " + tell(reason), reason);
    }

    /** What a failure says to an operator, on one line. */
    static String tell(Throwable failure) {
        Optional<String> refusal = refusal(failure);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Throwable inner = failure;
        while (inner.getCause() != null && (inner instanceof ShutdownSignalException || inner.getMessage() == null)) {
            inner = inner.getCause();
        }
        String message = inner.getMessage();
        if (inner instanceof UnknownHostException) {
            return "no host has the name " + message;
        }
        if (inner instanceof ShutdownSignalException) {
            return "the connection was lost";
        }
        return message == null || message.isBlank()
                ? inner instanceof TimeoutException ? "no answer in time" : "the connection was lost"
                : message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    /** What the broker said when it closed a channel or a connection. */
    static Optional<String> refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShutdownSignalException signal) {
                if (signal.getReason() instanceof AMQP.Channel.Close close) {
                    return Optional.of(close.getReplyText());
                }
                if (signal.getReason() instanceof AMQP.Connection.Close close && !signal.isInitiatedByApplication()) {
                    return Optional.of(close.getReplyText());
                }
            }
        }
        return Optional.empty();
    }

    private ConnectionFactory factory(boolean ready) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout(CONNECT_LIMIT);
        factory.setHandshakeTimeout(ANSWER_LIMIT);
        factory.setChannelRpcTimeout(ANSWER_LIMIT);
        factory.setShutdownTimeout(CONNECT_LIMIT);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setMaxInboundMessageBodySize(Integer.MAX_VALUE);
        factory.setExceptionHandler(new Quiet());
        boolean encrypted = settings.has("ssl") | setAddress(factory);
        if (encrypted && ready) {
            factory.useSslProtocol(encryption());
            factory.enableHostnameVerification();
        }
        return factory;
    }

    /** Returns whether the address asks for encryption; the library's own for amqps would trust everybody. */
    private boolean setAddress(ConnectionFactory factory) {
        if (!settings.has("uri")) {
            factory.setHost(settings.text("host"));
            factory.setPort(
                    settings.has("port")
                            ? (int) settings.whole("port")
                            : settings.has("ssl")
                                    ? ConnectionFactory.DEFAULT_AMQP_OVER_SSL_PORT
                                    : ConnectionFactory.DEFAULT_AMQP_PORT);
            settings.optionalText("vhost").ifPresent(factory::setVirtualHost);
            settings.optionalText("login").ifPresent(factory::setUsername);
            settings.optionalText("password").ifPresent(factory::setPassword);
            return false;
        }
        URI uri = URI.create(settings.text("uri"));
        boolean encrypted = uri.getScheme().equals("amqps");
        try {
            factory.setUri("amqp:" + uri.getRawSchemeSpecificPart());
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new BusException("bus rabbitmq: its uri is not well formed");
        }
        if (encrypted && uri.getPort() < 0) {
            factory.setPort(ConnectionFactory.DEFAULT_AMQP_OVER_SSL_PORT);
        }
        return encrypted;
    }

    private SSLContext encryption() {
        Settings ssl = settings.section("ssl");
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] trusted = ssl.has("cafile") ? new TrustManager[] {trusted(ssl)} : null;
            KeyManager[] keys = ssl.has("certfile") ? new KeyManager[] {key(ssl)} : null;
            context.init(keys, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new BusException("bus rabbitmq: the TLS connection cannot be prepared: " + tell(e), e);
        }
    }

    private static TrustManager trusted(Settings ssl) throws GeneralSecurityException {
        return new PEMFileTrustManager(new File(ssl.text("cafile")));
    }

    private static KeyManager key(Settings ssl) throws GeneralSecurityException {
        return new PEMFileKeyManager(new File(ssl.text("certfile")), new File(ssl.text("keyfile")));
    }

    /** What goes wrong is told where it is noticed: by the call that fails. */
    private static final class Quiet extends ForgivingExceptionHandler {
        @Override
        protected void log(String message, Throwable e) {
            LOG.debug(message, e);
        }
    }
}
