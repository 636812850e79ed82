package org.hermescdc.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema.Problem;

/** Where a mail server listens: {@code hermes.mail.server}, which is {@code host} or {@code host:port}. */
public record MailAddress(String host, int port) {

    private static final int SMTP = 25;
    private static final int SMTPS = 465;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("(?:\\[([^\\]\\s]+)]|([^:\\s]+))(?::(\\d{1,5}))?");
    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** @param tls whether TLS begins with the connection, which has a port of its own */
    public static MailAddress of(String server, boolean tls) {
        int usual = tls ? SMTPS : SMTP;
        Matcher parts = FORM.matcher(server);
        if (!parts.matches()) {
            return new MailAddress(server, usual);
        }
        String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
        return new MailAddress(host, parts.group(3) == null ? usual : Integer.parseInt(parts.group(3)));
    }

    /** What is wrong with a value of {@code hermes.mail.server}. */
    static List<Problem> problems(Settings mail) {
        String server = mail.text("server");
        boolean formed =
                FORM.matcher(server).matches() || BARE_IPV6.matcher(server).matches();
        int port = formed ? of(server, false).port() : 0;
        return port > 0 && port <= HIGHEST_PORT
                ? List.of()
                : List.of(new Problem("server", "found '" + server + "'; allowed: host, or host:port"));
    }
}
