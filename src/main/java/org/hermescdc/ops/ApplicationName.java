package org.hermescdc.ops;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an application is called on the command line, and the files that it reads (spec/01).
 *
 * @param command {@code server}, or {@code client-<name>}
 * @param client the client's name; empty for the server
 */
public record ApplicationName(String command, Optional<String> client) {

    static final ApplicationName SERVER = new ApplicationName("server", Optional.empty());

    private static final Pattern CLIENT = Pattern.compile("client-([^/\\s]+?)");
    private static final Pattern CONFIG_FILE =
            Pattern.compile("hermes-(server|client-[^/\\s]+?)(?<!-cli)-config\\.yml");

    static ApplicationName client(String name) {
        return new ApplicationName("client-" + name, Optional.of(name));
    }

    /** Reads {@code server} or {@code client-<name>}; empty for anything else. */
    static Optional<ApplicationName> parse(String command) {
        Matcher client = CLIENT.matcher(command);
        return client.matches()
                ? Optional.of(client(client.group(1)))
                : Optional.of(SERVER).filter(server -> server.command.equals(command));
    }

    /** The application whose configuration file has this name; empty for other files. */
    static Optional<ApplicationName> ofConfigFile(Path file) {
        Matcher name = CONFIG_FILE.matcher(file.getFileName().toString());
        return name.matches() ? parse(name.group(1)) : Optional.empty();
    }

    /** The name in logs, in the state file and in the configuration: {@code hermes-server}, {@code hermes-client-<name>}. */
    String application() {
        return "hermes-" + command;
    }

    /** Where the configuration is, unless the command line names a file. */
    Path configFile() {
        return Path.of(application() + "-config.yml");
    }

    /** Where the command line finds the control socket: in a file of its own, if there is one. */
    Path controlConfigFile() {
        Path own = Path.of(application() + "-cli-config.yml");
        return Files.exists(own) ? own : configFile();
    }

    @Override
    public String toString() {
        return command;
    }
}
