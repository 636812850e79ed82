package org.hermescdc.ops;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --config}. */
final class ConfigOption {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration file.")
    private Path file;

    Path fileOr(Path standard) {
        return file == null ? standard : file;
    }

    boolean isGiven() {
        return file != null;
    }
}
