package org.hermescdc.camel.notify;

import com.unboundid.util.ssl.PEMFileTrustManager;
import java.io.File;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.JavaMailSender;
import org.hermescdc.config.MailAddress;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.Settings;

/**
 * How to reach the mail server of the section {@code hermes.mail}. Address and password live in this bean, so that no
 * endpoint URI has them; every step of the conversation has a time limit.
 */
final class MailServer {

    private static final String SMTP = "mail.smtp.";

    private MailServer() {}

    /** @throws HermesException if the file of {@code hermes.mail.cafile} cannot be used */
    static JavaMailSender of(Settings mail) {
        MailAddress address = MailAddress.of(mail.text("server"), mail.flag("tls"));
        DefaultJavaMailSender sender = new DefaultJavaMailSender();
        sender.setProtocol("smtp");
        sender.setHost(address.host());
        sender.setPort(address.port());
        mail.optionalText("user").ifPresent(sender::setUsername);
        mail.optionalText("password").ifPresent(sender::setPassword);
        sender.setJavaMailProperties(properties(mail));
        return sender;
    }

    private static Properties properties(Settings mail) {
        Properties properties = new Properties();
        String limit = String.valueOf(timeout(mail).toMillis());
        properties.put(SMTP + "connectiontimeout", limit);
        properties.put(SMTP + "timeout", limit);
        properties.put(SMTP + "writetimeout", limit);
        properties.put(SMTP + "auth", String.valueOf(mail.has("user")));
        properties.put(SMTP + "ssl.enable", String.valueOf(mail.flag("tls")));
        properties.put(SMTP + "starttls.enable", String.valueOf(mail.flag("starttls")));
        properties.put(SMTP + "starttls.required", String.valueOf(mail.flag("starttls")));
        properties.put(SMTP + "ssl.checkserveridentity", "true");
        mail.optionalText("cafile").ifPresent(file -> properties.put(SMTP + "ssl.socketFactory", trusting(file)));
        return properties;
    }

    /** The limit of each step: connecting, each answer, each write. */
    static Duration timeout(Settings mail) {
        return Duration.ofMillis(Math.round(mail.real("timeout") * 1000));
    }

    private static Object trusting(String file) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PEMFileTrustManager(new File(file))}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new HermesException("hermes.mail.cafile: " + file + " cannot be used: " + e.getMessage(), e);
        }
    }
}
