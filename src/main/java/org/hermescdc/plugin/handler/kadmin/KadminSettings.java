package org.hermescdc.plugin.handler.kadmin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hermescdc.plugin.password.RandomPasswords;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/**
 * The settings of {@code usersgroups_kadmin_heimdal} (spec/07).
 *
 * @param login of the principal that administers the realm, without the realm
 * @param service that the ticket is for
 * @param addOptions options of {@code kadmin add}
 * @param limit how long a program may take
 */
record KadminSettings(
        String login,
        String password,
        String realm,
        String service,
        String kinit,
        String kadmin,
        String kdestroy,
        List<String> addOptions,
        boolean takesOverExisting,
        RandomPasswords randomPasswords,
        Duration limit) {

    private static final String ADD_OPTIONS = "kadmin_user_add_additional_options";

    /** No character that means something in a name, a pattern or a file of Kerberos. */
    private static final String NAME = "[^\\s\"\\\\@*?\\[\\]-][^\\s\"\\\\@*?\\[\\]]*";

    static final SettingsSchema SCHEMA = SettingsSchema.of(
                    Setting.text("kadmin_login", NAME)
                            .asRequired()
                            .describedAs("The principal that administers the realm, without the realm: hermes/admin."),
                    Setting.text("kadmin_password", "[^\\r\\n]+")
                            .asRequired()
                            .asSecret()
                            .describedAs("Its password."),
                    Setting.text("kadmin_realm", NAME).asRequired().describedAs("The realm of all principals."),
                    Setting.text("kinit_spn", NAME)
                            .withDefault("kadmin/admin")
                            .describedAs("The service that the ticket of the administrator is for."),
                    command("kinit", "gets the ticket"),
                    command("kadmin", "administers the realm"),
                    command("kdestroy", "destroys the ticket"),
                    Setting.texts(ADD_OPTIONS)
                            .withDefault(List.of(
                                    "--max-ticket-life=1 day",
                                    "--max-renewable-life=1 week",
                                    "--attributes=",
                                    "--expiration-time=never",
                                    "--policy=default",
                                    "--pw-expiration-time=never"))
                            .describedAs("Options of kadmin add for new principals; what they leave open is as the"
                                    + " realm's principal default."),
                    Setting.flag("dont_fail_on_existing_user")
                            .withDefault(false)
                            .describedAs("Whether a principal that is there already is taken over as it is, with its"
                                    + " password, instead of being a failure."),
                    RandomPasswords.setting(),
                    Setting.whole("timeout", 1, 3_600)
                            .withDefault(60L)
                            .asAddition()
                            .describedAs("Seconds that a program may take before it is ended, and the event fails."))
            .withRule(KadminSettings::harmlessOptions)
            .withRule(KadminSettings::readableLength);

    static KadminSettings of(Settings settings) {
        return new KadminSettings(
                settings.text("kadmin_login"),
                settings.text("kadmin_password"),
                settings.text("kadmin_realm"),
                settings.text("kinit_spn"),
                settings.text("kinit_cmd"),
                settings.text("kadmin_cmd"),
                settings.text("kdestroy_cmd"),
                settings.texts(ADD_OPTIONS),
                settings.flag("dont_fail_on_existing_user"),
                RandomPasswords.of(settings),
                Duration.ofSeconds(settings.whole("timeout")));
    }

    /** The administrator's principal. */
    String administrator() {
        return login + "@" + realm;
    }

    private static Setting command(String program, String does) {
        return Setting.text(program + "_cmd", ".+")
                .withDefault(program + ".heimdal")
                .describedAs("The program that " + does + ": a path, or a name to be found on PATH.");
    }

    private static List<Problem> harmlessOptions(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        List<String> options = settings.texts(ADD_OPTIONS);
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i);
            if (!option.matches("--[a-z][a-z-]*(=.*)?")) {
                problems.add(problem(
                        i, "found '" + option + "'; allowed: options in their long form, such as --policy=default"));
            } else if (option.matches("--(p|r|k|h).*") && !option.matches("--(policy|pw-expiration-time)=.*")) {
                problems.add(problem(
                        i,
                        "found '" + option.replaceFirst("=.*", "") + "'; the password of a new principal is always"
                                + " random, see random_passwords"));
            }
        }
        return problems;
    }

    private static List<Problem> readableLength(Settings settings) {
        long length = settings.section("random_passwords").whole("length");
        return length <= Kadmin.LONGEST_PASSWORD
                ? List.of()
                : List.of(new Problem(
                        "random_passwords" + ".length",
                        "found " + length + "; allowed: at most " + Kadmin.LONGEST_PASSWORD
                                + ", since kadmin reads no more of a password"));
    }

    private static Problem problem(int index, String message) {
        return new Problem(ADD_OPTIONS + ".[" + index + "]", message);
    }

    /** Shows no values: one is a password. */
    @Override
    public String toString() {
        return "KadminSettings[" + administrator() + "]";
    }
}
