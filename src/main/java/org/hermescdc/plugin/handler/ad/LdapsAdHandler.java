package org.hermescdc.plugin.handler.ad;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hermescdc.plugin.ldap.LdapServer;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/** The client plugin {@code usersgroups_ad} (spec/07). */
public final class LdapsAdHandler extends AdHandler {

    private static final SettingsSchema SCHEMA = schema();

    @Override
    public String name() {
        return "usersgroups_ad";
    }

    @Override
    public SettingsSchema settings() {
        return SCHEMA;
    }

    @Override
    AdSettings read(Settings settings) {
        try {
            return AdSettings.of(
                    settings,
                    LdapServer.of(settings),
                    new DN(settings.text("basedn")),
                    new DN(settings.text("users_ou")),
                    new DN(settings.text("groups_ou")),
                    settings.optionalText("upn_suffix"));
        } catch (LDAPException e) {
            throw new IllegalArgumentException("the settings were not checked: " + e.getMessage(), e);
        }
    }

    @Override
    Optional<String> refusal(Settings settings, String type, String attribute) {
        return AdNames.refusal(type, attribute);
    }

    private static SettingsSchema schema() {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.text("uri", "(?i:ldaps)://.+")
                        .asRequired()
                        .describedAs("The domain controller: ldaps://host or ldaps://host:port; "
                                + "Active Directory sets no passwords without TLS."),
                Setting.text("binddn")
                        .asRequired()
                        .describedAs("The account that the client binds with: "
                                + "a DN, name@example.org or EXAMPLE\\name."),
                Setting.text("bindpassword").asRequired().asSecret().describedAs("Its password."),
                Setting.text("basedn")
                        .asRequired()
                        .describedAs("The DN of the domain, where mandatory groups, managers and the members of groups "
                                + "are looked for."),
                Setting.text("users_ou")
                        .asRequired()
                        .describedAs("The whole DN of the entry below which users are made and looked for."),
                Setting.text("groups_ou")
                        .asRequired()
                        .describedAs("The whole DN of the entry below which groups are made and looked for."),
                Setting.text("upn_suffix", "[^@\\s]+")
                        .asNullable()
                        .describedAs(
                                "What follows the @ in the UserPrincipalName of users that have none of their own; "
                                        + "without it those get none.")));
        settings.addAll(AdSettings.common());
        return new SettingsSchema(settings, List.of())
                .withRule(LdapServer::certificateAndKeyTogether)
                .withRule(LdapServer::readableUri)
                .withRule(valid -> AdSettings.unreadableDns(valid, "basedn", "users_ou", "groups_ou"));
    }
}
