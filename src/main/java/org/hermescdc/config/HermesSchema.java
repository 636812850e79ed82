package org.hermescdc.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hermescdc.spi.AttributeFilter;
import org.hermescdc.spi.DataSourceFactory;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Setting.Type;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** The schema of the section {@code hermes}, which servers and clients have (spec/01). */
final class HermesSchema {

    /** The longest path of a Unix socket, in bytes: the size of {@code sun_path} less its end. */
    private static final int LONGEST_SOCKET_PATH = 107;

    private static final long MOST_BACKUPS = 999_999;
    private static final long A_DAY = 86_400;
    private static final long MOST_SECONDS = 366 * A_DAY;
    private static final long MOST_ERRORS = 999_999_999;

    private HermesSchema() {}

    /** @param server whether the file is a server's */
    static Setting of(boolean server, PluginCatalog catalog) {
        return Setting.section(
                        "hermes",
                        SettingsSchema.of(
                                Setting.octal("umask", 0777)
                                        .withDefault(0027L)
                                        .describedAs("Permission bits that files and directories of cache and logs do"
                                                + " not get."),
                                cache(),
                                cliSocket(),
                                logs(),
                                mail(),
                                templates(),
                                plugins(server, catalog),
                                management(),
                                traces(),
                                retry()))
                .asRequired()
                .describedAs("What servers and clients have in common.");
    }

    private static Setting cache() {
        SettingsSchema jdbc = SettingsSchema.of(
                Setting.text("url", "jdbc:(sqlite|postgresql):.+")
                        .asRequired()
                        .describedAs("JDBC URL of the database: jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE."),
                Setting.text("user").describedAs("Its user."),
                Setting.text("password").asSecret().describedAs("The user's password."));
        SettingsSchema cache = SettingsSchema.of(
                        Setting.text("dirpath")
                                .asRequired()
                                .describedAs("Directory of the cache files; made if it is missing."),
                        Setting.flag("enable_compression")
                                .withDefault(true)
                                .describedAs("Whether cache files are gzipped."),
                        Setting.whole("backup_count", 0, MOST_BACKUPS)
                                .withDefault(1L)
                                .describedAs("Previous versions kept of each cache file."),
                        Setting.whole("journal_megabytes", 1, 65_536)
                                .withDefault(64L)
                                .asAddition()
                                .describedAs(
                                        "What a batch of a client may record before files are written in its"
                                                + " middle; more is faster, and takes as much memory at the start after a crash."),
                        Setting.choice("backend", "files", "jdbc")
                                .withDefault("files")
                                .asAddition()
                                .describedAs("Where the cache is kept: in files, or in a database."),
                        Setting.section("jdbc", jdbc).asAddition().describedAs("The database of the backend jdbc."))
                .withRule(settings -> settings.text("backend").equals("jdbc") && !settings.has("jdbc")
                        ? List.of(new Problem("backend", "the backend jdbc needs the section hermes.cache.jdbc"))
                        : List.of());
        return Setting.section("cache", cache)
                .asRequired()
                .describedAs("The cache: what is known of the data between two runs.");
    }

    private static Setting cliSocket() {
        SettingsSchema socket = SettingsSchema.of(
                        socketPath(),
                        Setting.text("owner").asNullable().describedAs("User who will own the socket."),
                        Setting.text("group").asNullable().describedAs("Group that will own the socket."),
                        Setting.octal("mode", 07777).withDefault(0600L).describedAs("Permission bits of the socket."),
                        Setting.flag("dont_manage_sockfile")
                                .withDefault(false)
                                .describedAs("Whether to use the listening socket that systemd hands over; owner, group"
                                        + " and mode are then ignored."))
                .withRule(HermesSchema::tooLongPath);
        return Setting.section("cli_socket", socket).describedAs("The socket of the command line.");
    }

    /** The only key of a {@code -cli} file. */
    static Setting socketPath() {
        return Setting.text("path")
                .asNullable()
                .describedAs("Path of the Unix socket for the command line; without it there is none.");
    }

    static List<Problem> tooLongPath(Settings settings) {
        int bytes = settings.optionalText("path").orElse("").getBytes(StandardCharsets.UTF_8).length;
        return bytes <= LONGEST_SOCKET_PATH
                ? List.of()
                : List.of(new Problem(
                        "path", "found a path of " + bytes + " bytes; allowed: up to " + LONGEST_SOCKET_PATH));
    }

    private static Setting logs() {
        SettingsSchema logs = SettingsSchema.of(
                Setting.text("logfile")
                        .asRequired()
                        .asNullable()
                        .describedAs("The log file, rotated at midnight; null: no file."),
                Setting.whole("backup_count", 0, MOST_BACKUPS).withDefault(7L).describedAs("Rotated log files kept."),
                Setting.choice("verbosity", "critical", "error", "warning", "info", "debug")
                        .withDefault("warning")
                        .describedAs("The least level that is logged."),
                Setting.whole("long_string_limit", 1, 999_999)
                        .withDefault(512L)
                        .asNullable()
                        .describedAs("Longer strings are shortened in logs; null: never."),
                Setting.choice("format", "text", "json")
                        .withDefault("text")
                        .asAddition()
                        .describedAs("Form of the log lines."));
        return Setting.section("logs", logs).asRequired().describedAs("What is logged, and where.");
    }

    private static Setting mail() {
        SettingsSchema mail = SettingsSchema.of(
                        Setting.text("server").asRequired().describedAs("Mail server: host or host:port (port 25)."),
                        Setting.text("user")
                                .asAddition()
                                .describedAs("User to log in as; without it there is no login."),
                        Setting.text("password").asSecret().asAddition().describedAs("The user's password."),
                        Setting.flag("starttls")
                                .withDefault(false)
                                .asAddition()
                                .describedAs("Whether the connection must be encrypted by STARTTLS."),
                        Setting.flag("tls")
                                .withDefault(false)
                                .asAddition()
                                .describedAs("Whether TLS begins with the connection (port 465)."),
                        Setting.text("cafile")
                                .asAddition()
                                .describedAs(
                                        "PEM file of the certificate authorities to trust; without it those of the Java"
                                                + " installation."),
                        Setting.real("timeout", 0.1, 600)
                                .withDefault(10.0)
                                .asAddition()
                                .describedAs("Seconds that connecting, each answer and each write may take."),
                        Setting.text("from").asRequired().describedAs("Sender of the mails."),
                        Setting.textOrTexts("to").asRequired().describedAs("Recipients of the mails."),
                        Setting.flag("compress_attachments")
                                .withDefault(true)
                                .describedAs("Whether the attachments are gzipped."),
                        Setting.whole("mailtext_maxsize", 0, Long.MAX_VALUE)
                                .withDefault(1_048_576L)
                                .describedAs("Bytes; a larger difference is replaced in the text by a note."),
                        Setting.whole("attachment_maxsize", 0, Long.MAX_VALUE)
                                .withDefault(5_242_880L)
                                .describedAs("Bytes; a larger attachment is left out, and the text says which."))
                .withRule(MailAddress::problems)
                .withRule(HermesSchema::contradictoryMail);
        return Setting.section("mail", mail)
                .describedAs("Whom to notify by mail; without it notifications only go to the log.");
    }

    private static List<Problem> contradictoryMail(Settings mail) {
        List<Problem> problems = new ArrayList<>();
        if (mail.flag("tls") && mail.flag("starttls")) {
            problems.add(new Problem("tls", "tls and starttls are both true; allowed: one of them"));
        }
        if (mail.has("user") != mail.has("password")) {
            problems.add(new Problem(
                    mail.has("user") ? "user" : "password",
                    "only one of user and password is there; they go together"));
        }
        List<String> senderAndRecipients = new ArrayList<>(mail.texts("to"));
        senderAndRecipients.add(mail.text("from"));
        senderAndRecipients.stream()
                .filter(address -> address.isBlank() || address.chars().anyMatch(Character::isISOControl))
                .findFirst()
                .ifPresent(address -> problems.add(new Problem(
                        address.equals(mail.text("from")) ? "from" : "to",
                        "found an address that is empty or holds a line break")));
        return problems;
    }

    static Setting templates() {
        SettingsSchema templates = SettingsSchema.of(Setting.choice("results", "native", "typed")
                .withDefault("native")
                .asAddition()
                .describedAs("Whether a result that is a string is read again as a Python literal (native, as Hermes"
                        + " 1.0.9), or keeps the type that the expression gave (typed)."));
        return Setting.section("templates", templates).asAddition().describedAs("How templates work.");
    }

    private static Setting management() {
        SettingsSchema management = SettingsSchema.of(
                Setting.whole("port", 1, 65_535)
                        .asAddition()
                        .describedAs("Port for health, metrics and status page; without it they are off."),
                Setting.text("host").withDefault("127.0.0.1").asAddition().describedAs("Address to listen at."),
                Setting.text("token")
                        .asSecret()
                        .asAddition()
                        .describedAs("What who retries, pauses, resumes or updates on the status page has to know;"
                                + " without it the page only shows."),
                Setting.whole("max_age", 1, MOST_SECONDS)
                        .asAddition()
                        .describedAs("Seconds without progress after which the program is not ready; without it: three"
                                + " times updateInterval, and 900 at least."),
                Setting.whole("max_errors", 0, MOST_ERRORS)
                        .withDefault(100L)
                        .asAddition()
                        .describedAs("A client with more objects in its error queue is not ready."));
        return Setting.section("management", management).asAddition().describedAs("Observation over HTTP.");
    }

    private static Setting traces() {
        SettingsSchema traces = SettingsSchema.of(Setting.text(
                        "url", "https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?")
                .asAddition()
                .describedAs("Where to send traces, in OTLP over HTTP, such as http://127.0.0.1:4318/v1/traces; without"
                        + " it there are none."));
        return Setting.section("traces", traces).asAddition().describedAs("Traces for OpenTelemetry.");
    }

    private static Setting retry() {
        SettingsSchema retry = SettingsSchema.of(
                Setting.real("error_pause", 0, A_DAY)
                        .withDefault(60.0)
                        .asAddition()
                        .describedAs("Seconds to wait after a failed cycle."),
                Setting.real("bus_pause", 0, A_DAY)
                        .withDefault(60.0)
                        .asAddition()
                        .describedAs("Seconds to wait while the bus is unavailable."));
        return Setting.section("retry", retry).asAddition().describedAs("The pauses after failures.");
    }

    private static Setting plugins(boolean server, PluginCatalog catalog) {
        SettingsSchema plugins = SettingsSchema.of(
                        attributes(catalog),
                        server ? dataSources(catalog) : ignoredDataSources(),
                        Setting.of(
                                        "messagebus",
                                        byName(
                                                catalog.buses(),
                                                bus -> server ? bus.producerSettings() : bus.consumerSettings()))
                                .asRequired()
                                .describedAs("The message bus: exactly one, by name."))
                .withRule(HermesSchema::exactlyOneBus);
        return Setting.section("plugins", plugins).asRequired().describedAs("The plugins to use.");
    }

    static Setting attributes(PluginCatalog catalog) {
        return Setting.of("attributes", byName(catalog.filters(), HermesSchema::settings))
                .withDefault(Map.of())
                .describedAs("Attribute filters to load, by name.");
    }

    private static SettingsSchema settings(Supplier<AttributeFilter> filter) {
        return filter.get().settings();
    }

    private static Setting dataSources(PluginCatalog catalog) {
        Map<String, SettingsSchema> variants = new LinkedHashMap<>();
        catalog.dataSources().forEach((type, factory) -> variants.put(type, dataSource(type, factory)));
        return Setting.mapOf("datasources", new Type.Variants("type", variants))
                .withDefault(Map.of())
                .describedAs("The sources of data, by any name.");
    }

    private static SettingsSchema dataSource(String type, DataSourceFactory factory) {
        return SettingsSchema.of(
                Setting.choice("type", type).asRequired().describedAs("The plugin that reads the source."),
                Setting.section("settings", factory.settings())
                        .asRequired()
                        .describedAs("Settings of the source; those of the plugin '" + type + "'."));
    }

    private static Setting ignoredDataSources() {
        return Setting.of("datasources", new Type.Anything()).asNullable().describedAs("Ignored on a client.");
    }

    private static <T> Type byName(Map<String, T> plugins, Function<T, SettingsSchema> settings) {
        Map<String, SettingsSchema> schemas = new LinkedHashMap<>();
        plugins.forEach((name, plugin) -> {
            SettingsSchema schema = settings.apply(plugin);
            Setting section = Setting.section("settings", schema).describedAs("Settings of the plugin '" + name + "'.");
            schemas.put(name, SettingsSchema.of(requiredIfNeeded(section, schema)));
        });
        return new Type.ByName(schemas);
    }

    /** A section must be there if one of its keys must. */
    static Setting requiredIfNeeded(Setting section, SettingsSchema schema) {
        return schema.settings().stream().anyMatch(Setting::required) ? section.asRequired() : section;
    }

    private static List<Problem> exactlyOneBus(Settings plugins) {
        int count = plugins.section("messagebus").toMap().size();
        return count == 1
                ? List.of()
                : List.of(new Problem("messagebus", "found " + count + " message buses; allowed: exactly one"));
    }
}
