package org.hermescdc.plugin.datasource.ldap;

import com.unboundid.ldap.sdk.DN;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.template.Template;
import org.hermescdc.plugin.ldap.LdapConnector;
import org.hermescdc.plugin.ldap.LdapServer;
import org.hermescdc.spi.DataSourceFactory;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** The datasource {@code ldap}: an LDAP directory. */
public final class LdapSource implements DataSourceFactory {

    @Override
    public String name() {
        return "ldap";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(
                        LdapServer.uriSetting(),
                        Setting.text("binddn").asRequired().describedAs("The DN that the server binds with."),
                        Setting.text("bindpassword").asRequired().asSecret().describedAs("Its password."),
                        Setting.text("basedn")
                                .asRequired()
                                .describedAs("Where searches begin whose vars have no base."),
                        LdapServer.sslSetting(),
                        Setting.flag("always_return_values_in_list")
                                .withDefault(false)
                                .describedAs("Whether attributes with one value are lists, too."),
                        Setting.whole("page_size", 1, 100_000)
                                .withDefault(500L)
                                .asAddition()
                                .describedAs("Entries asked for at once."),
                        Setting.whole("timeout", 1, 86_400)
                                .withDefault(300L)
                                .asAddition()
                                .describedAs("Seconds that each answer is waited for."),
                        Setting.choice("referrals", "tell", "fail")
                                .withDefault("tell")
                                .asAddition()
                                .describedAs("What is done when a search is told that other servers hold more entries,"
                                        + " which are never asked: a warning, or a failure."))
                .withRule(LdapServer::certificateAndKeyTogether)
                .withRule(LdapServer::readableUri)
                .withRule(LdapSource::readableDns);
    }

    private static List<Problem> readableDns(Settings settings) {
        return java.util.stream.Stream.of("binddn", "basedn")
                .filter(key -> !DN.isValidDN(settings.text(key)))
                .map(key ->
                        new Problem(key, "'" + settings.text(key) + "' is not a DN such as ou=users,dc=example,dc=org"))
                .toList();
    }

    @Override
    public String template() {
        return "datasource-ldap";
    }

    @Override
    public Map<String, Object> beans(String source, Settings settings) {
        return beans(source, settings, Template.Results.NATIVE);
    }

    @Override
    public Map<String, Object> beans(String source, Settings settings, Template.Results results) {
        LdapConnector connector =
                new LdapConnector(LdapServer.of(settings), Duration.ofSeconds(settings.whole("timeout")));
        return Map.of("directory", new LdapDirectory(source, connector, settings, results == Template.Results.TYPED));
    }
}
