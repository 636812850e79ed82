package org.hermescdc.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on loopback, which keeps what it is sent. */
public final class MailBox implements AutoCloseable {

    public static final String USER = "hermes";
    public static final String PASSWORD = "s3cr3t-of-mail";

    private static final long PATIENCE_S = 20;

    private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private final SMTPServer server;

    /** @param options of the server, such as TLS */
    public MailBox(UnaryOperator<SMTPServer.Builder> options) {
        server = options.apply(SMTPServer.port(0)
                        .hostName("localhost")
                        .insertReceivedHeaders(false)
                        .messageHandler((context, from, to, data) -> received.add(data)))
                .build();
        server.start();
    }

    /** A server that takes mails from everybody. */
    public MailBox() {
        this(options -> options);
    }

    /** Lets only {@link #USER} in. */
    public static SMTPServer.Builder withLogin(SMTPServer.Builder options) {
        return options.requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!USER.equals(user) || !PASSWORD.equals(password)) {
                        throw new LoginFailedException();
                    }
                }));
    }

    public int port() {
        return server.getPortAllocated();
    }

    /** The next mail, waited for: its headers that matter, its text, its attachments. */
    public String next() {
        try {
            byte[] mail = received.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(mail).as("a mail").isNotNull();
            return shown(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
        } catch (InterruptedException | IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** Fails if there is another mail. */
    public void assertEmpty() {
        assertThat(received).isEmpty();
    }

    private static String shown(MimeMessage mail) throws IOException, MessagingException {
        StringBuilder text = new StringBuilder();
        for (String header : new String[] {"From", "To", "Cc", "Subject", "Date"}) {
            String[] values = mail.getHeader(header);
            if (values != null) {
                text.append(header)
                        .append(": ")
                        .append(MimeUtility.unfold(String.join(" | ", values)))
                        .append('\n');
            }
        }
        if (mail.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                show(parts.getBodyPart(i), text);
            }
        } else {
            show(mail, text);
        }
        return text.toString();
    }

    private static void show(Part part, StringBuilder text) throws IOException, MessagingException {
        String type = part.getContentType().replaceAll("\\s+", " ");
        String name = part instanceof BodyPart && part.getFileName() != null ? part.getFileName() : "text";
        text.append("== ").append(name).append(" (").append(type).append(")\n");
        try (InputStream content =
                name.endsWith(".gz") ? new GZIPInputStream(part.getInputStream()) : part.getInputStream()) {
            text.append(new String(content.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
