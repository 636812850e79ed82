package org.hermescdc.plugin.handler.ad;

import com.unboundid.ldap.sdk.DN;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hermescdc.plugin.ldap.LdapServer;
import org.hermescdc.plugin.password.RandomPasswords;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema.Problem;

/**
 * Where the domain is and how its accounts are kept: what the settings of both plugins say.
 *
 * @param answerLimit how long each answer is waited for
 * @param baseDn the domain, where groups and accounts are looked for that are not Hermes's own
 * @param usersOu where users are made and looked for
 * @param groupsOu where groups are made and looked for
 * @param upnSuffix what follows the {@code @} in the principal names of users that have none of their own
 * @param mandatoryGroups account names of the groups that new users join
 * @param leavesOutUnknownMembers whether a list of members may name users that are not there
 */
record AdSettings(
        LdapServer server,
        Duration answerLimit,
        DN baseDn,
        DN usersOu,
        DN groupsOu,
        Optional<String> upnSuffix,
        List<String> mandatoryGroups,
        boolean leavesOutUnknownMembers,
        RandomPasswords passwords) {

    static final String MANDATORY_GROUPS = "Users_mandatory_groups";
    static final String ENSURE_MEMBERS = "ensureMembersOfGroupsExist";
    static final String TIMEOUT = "timeout";

    /** The settings that both plugins have. */
    static List<Setting> common() {
        return List.of(
                LdapServer.sslSetting(),
                Setting.whole(TIMEOUT, 1, 3600)
                        .withDefault(60L)
                        .asAddition()
                        .describedAs("How many seconds each answer of the domain controller is waited for."),
                Setting.texts(MANDATORY_GROUPS)
                        .withDefault(List.of())
                        .describedAs("The account names of groups that new users join; later they may leave them."),
                Setting.flag(ENSURE_MEMBERS)
                        .withDefault(true)
                        .describedAs("Whether unknown logins in MembersOfGroups are left out with a warning; "
                                + "otherwise the whole change waits in the error queue."),
                RandomPasswords.setting());
    }

    static AdSettings of(
            Settings settings, LdapServer server, DN baseDn, DN usersOu, DN groupsOu, Optional<String> upnSuffix) {
        return new AdSettings(
                server,
                Duration.ofSeconds(settings.whole(TIMEOUT)),
                baseDn,
                usersOu,
                groupsOu,
                upnSuffix,
                settings.texts(MANDATORY_GROUPS),
                settings.flag(ENSURE_MEMBERS),
                RandomPasswords.of(settings));
    }

    /** The problems of settings that have to be DNs; {@code keys} are dotted. */
    static List<Problem> unreadableDns(Settings settings, String... keys) {
        List<Problem> problems = new ArrayList<>();
        for (String key : keys) {
            String text = text(settings, key);
            if (!DN.isValidDN(text) || text.isBlank()) {
                problems.add(new Problem(key, "'" + text + "' is not a DN such as OU=users,DC=example,DC=org"));
            }
        }
        return problems;
    }

    private static String text(Settings settings, String key) {
        int dot = key.indexOf('.');
        return dot < 0
                ? settings.text(key)
                : settings.section(key.substring(0, dot)).text(key.substring(dot + 1));
    }

    /** Shows no values: one is a password. */
    @Override
    public String toString() {
        return "AdSettings[" + server + "]";
    }
}
