package org.hermescdc.config;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where an application looks for its configuration, unless it is told (spec/01). */
public final class ConfigFiles {

    private ConfigFiles() {}

    /**
     * The file of an application.
     *
     * @param directory the working directory
     * @param application {@code hermes-server} or {@code hermes-client-<name>}
     */
    public static Path of(Path directory, String application) {
        return directory.resolve(application + "-config.yml");
    }

    /** The file that the command line of an application reads: its own {@code -cli} file if there is one. */
    public static Path ofCommandLine(Path directory, String application) {
        Path own = of(directory, application + "-cli");
        return Files.exists(own) ? own : of(directory, application);
    }
}
