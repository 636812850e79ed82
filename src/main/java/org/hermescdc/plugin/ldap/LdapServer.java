package org.hermescdc.plugin.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** Where a directory is, who binds, and what its TLS wants: the settings that all LDAP plugins have in common. */
public record LdapServer(
        LDAPURL uri,
        String bindDn,
        String bindPassword,
        Optional<Path> caFile,
        Optional<Path> certificateFile,
        Optional<Path> keyFile) {

    /** The setting {@code uri}. */
    public static Setting uriSetting() {
        return Setting.text("uri", "ldaps?://.+")
                .asRequired()
                .describedAs("The directory: ldap://host:port or ldaps://host:port.");
    }

    /** The setting {@code ssl}. */
    public static Setting sslSetting() {
        return Setting.section(
                        "ssl",
                        SettingsSchema.of(
                                Setting.text("cafile")
                                        .describedAs("PEM file of the certificate authorities to trust; "
                                                + "without it those of the Java installation."),
                                Setting.text("certfile").describedAs("PEM file of the client's certificate."),
                                Setting.text("keyfile").describedAs("PEM file of the key of that certificate.")))
                .asNullable()
                .describedAs("TLS, for ldaps://.");
    }

    /** A rule for schemas with these settings. */
    public static List<Problem> certificateAndKeyTogether(Settings settings) {
        Settings ssl = settings.section("ssl");
        if (ssl.has("certfile") == ssl.has("keyfile")) {
            return List.of();
        }
        String missing = ssl.has("certfile") ? "keyfile" : "certfile";
        return List.of(new Problem("ssl", "'" + missing + "' is missing: certfile and keyfile go together"));
    }

    /** A rule for schemas with these settings. */
    public static List<Problem> readableUri(Settings settings) {
        try {
            new LDAPURL(settings.text("uri"));
            return List.of();
        } catch (LDAPException e) {
            return List.of(
                    new Problem("uri", "'" + settings.text("uri") + "' is not ldap://host:port or ldaps://host:port"));
        }
    }

    /** @param settings valid, with {@code uri}, {@code binddn}, {@code bindpassword} and {@code ssl} */
    public static LdapServer of(Settings settings) {
        Settings ssl = settings.section("ssl");
        try {
            return new LdapServer(
                    new LDAPURL(settings.text("uri")),
                    settings.text("binddn"),
                    settings.text("bindpassword"),
                    ssl.optionalText("cafile").map(Path::of),
                    ssl.optionalText("certfile").map(Path::of),
                    ssl.optionalText("keyfile").map(Path::of));
        } catch (LDAPException e) {
            throw new IllegalArgumentException("the settings were not checked: " + e.getMessage(), e);
        }
    }

    /** Shows no values: one is a password. */
    @Override
    public String toString() {
        return "LdapServer[" + uri + "]";
    }
}
