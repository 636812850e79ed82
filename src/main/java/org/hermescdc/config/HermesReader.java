package org.hermescdc.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateFilter;
import org.hermescdc.spi.Settings;

/** Makes the records of the section {@code hermes} out of settings in which nothing is wrong. */
final class HermesReader {

    private HermesReader() {}

    static HermesConfig read(Settings hermes, Map<String, TemplateFilter> filters) {
        Settings plugins = hermes.section("plugins");
        return new HermesConfig(
                (int) hermes.whole("umask"),
                cache(hermes.section("cache")),
                cliSocket(hermes.section("cli_socket")),
                logs(hermes.section("logs")),
                hermes.has("mail") ? Optional.of(new HermesConfig.Mail(hermes.section("mail"))) : Optional.empty(),
                results(hermes.section("templates")),
                filters,
                dataSources(plugins),
                bus(plugins.section("messagebus")),
                management(hermes.section("management")),
                hermes.section("traces").optionalText("url").map(URI::create),
                retry(hermes.section("retry")));
    }

    /** How templates are read; needed before anything else can be. */
    static Template.Results results(Settings templates) {
        return templates
                .optionalText("results")
                .map(word -> Template.Results.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Template.Results.NATIVE);
    }

    private static HermesConfig.Cache cache(Settings cache) {
        return new HermesConfig.Cache(
                Path.of(cache.text("dirpath")),
                cache.flag("enable_compression"),
                (int) cache.whole("backup_count"),
                cache.whole("journal_megabytes") << 20,
                HermesConfig.Cache.Backend.valueOf(cache.text("backend").toUpperCase(Locale.ROOT)),
                cache.section("jdbc"));
    }

    private static Optional<HermesConfig.CliSocket> cliSocket(Settings socket) {
        return socket.optionalText("path")
                .map(path -> new HermesConfig.CliSocket(
                        Path.of(path),
                        socket.optionalText("owner"),
                        socket.optionalText("group"),
                        (int) socket.whole("mode"),
                        socket.flag("dont_manage_sockfile")));
    }

    private static HermesConfig.Logs logs(Settings logs) {
        return new HermesConfig.Logs(
                logs.optionalText("logfile").map(Path::of),
                (int) logs.whole("backup_count"),
                HermesConfig.Logs.Verbosity.valueOf(logs.text("verbosity").toUpperCase(Locale.ROOT)),
                logs.has("long_string_limit") ? (int) logs.whole("long_string_limit") : 0,
                logs.text("format").equals("json"));
    }

    private static Map<String, HermesConfig.Plugin> dataSources(Settings plugins) {
        Map<String, HermesConfig.Plugin> sources = new LinkedHashMap<>();
        if (plugins.get("datasources") instanceof Map<?, ?>) {
            Settings declared = plugins.section("datasources");
            declared.toMap().keySet().forEach(name -> {
                Settings source = declared.section(name);
                sources.put(name, new HermesConfig.Plugin(source.text("type"), source.section("settings")));
            });
        }
        return sources;
    }

    private static HermesConfig.Plugin bus(Settings messageBus) {
        String name = messageBus.toMap().keySet().iterator().next();
        return new HermesConfig.Plugin(name, messageBus.section(name).section("settings"));
    }

    private static Optional<HermesConfig.Management> management(Settings management) {
        return management.has("port")
                ? Optional.of(new HermesConfig.Management(
                        (int) management.whole("port"),
                        management.text("host"),
                        management.optionalText("token").map(Secret::new),
                        management.has("max_age")
                                ? Optional.of(Duration.ofSeconds(management.whole("max_age")))
                                : Optional.empty(),
                        (int) management.whole("max_errors")))
                : Optional.empty();
    }

    private static HermesConfig.Retry retry(Settings retry) {
        return new HermesConfig.Retry(seconds(retry.real("error_pause")), seconds(retry.real("bus_pause")));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
