package org.hermescdc.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hermescdc.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hermes validate}: check configuration files without connecting to anything. */
@Command(
        name = "validate",
        description = "Check configuration files, all mistakes at once. Nothing is started, created or connected.",
        footer = {
            "%nExamples:",
            "  hermes validate                       every configuration file of the current directory",
            "  hermes validate server                hermes-server-config.yml",
            "  hermes validate client-ldap --config /etc/hermes/ldap.yml",
            "%nExit code 78 when a file has mistakes; each is one line on standard error."
        })
final class ValidateCommand extends Helped implements Callable<Integer> {

    private final ConfigFiles files;

    @Parameters(
            arity = "0..1",
            paramLabel = "APPLICATION",
            description = "server or client-NAME; told by the file's name where that is possible.",
            converter = Converter.class)
    private ApplicationName application;

    @Mixin
    private ConfigOption config;

    @Spec
    private CommandSpec spec;

    ValidateCommand(ConfigFiles files) {
        this.files = files;
    }

    @Override
    public Integer call() {
        int code = ExitCode.OK;
        for (Map.Entry<Path, ApplicationName> file : toCheck().entrySet()) {
            code = Math.max(code, check(file.getValue(), file.getKey()));
        }
        return code;
    }

    private int check(ApplicationName name, Path file) {
        try {
            System.out.println(file + ": valid: " + files.summary(name, file));
            return ExitCode.OK;
        } catch (ConfigException e) {
            e.problems().forEach(System.err::println);
            return ExitCode.CONFIGURATION;
        }
    }

    private Map<Path, ApplicationName> toCheck() {
        if (application != null) {
            return Map.of(config.fileOr(application.configFile()), application);
        }
        if (config.isGiven()) {
            Path file = config.fileOr(null);
            return Map.of(
                    file,
                    ApplicationName.ofConfigFile(file)
                            .orElseThrow(
                                    () -> mistake("say whose configuration " + file + " is: server or client-NAME")));
        }
        Map<Path, ApplicationName> found = inCurrentDirectory();
        if (found.isEmpty()) {
            throw mistake("no hermes-server-config.yml or hermes-client-NAME-config.yml in the current directory");
        }
        return found;
    }

    private static Map<Path, ApplicationName> inCurrentDirectory() {
        Map<Path, ApplicationName> found = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(Path.of(""))) {
            all.sorted().forEach(file -> ApplicationName.ofConfigFile(file).ifPresent(name -> found.put(file, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private ParameterException mistake(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    static final class Converter implements CommandLine.ITypeConverter<ApplicationName> {
        @Override
        public ApplicationName convert(String text) {
            return ApplicationName.parse(text)
                    .orElseThrow(() -> new CommandLine.TypeConversionException(
                            "'" + text + "' is no application; expected server or client-NAME"));
        }
    }
}
