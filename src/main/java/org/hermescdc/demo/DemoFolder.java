package org.hermescdc.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.hermescdc.core.HermesException;

/** The folder in which a demonstration runs: the configuration files as they ship, and all that the programs write. */
record DemoFolder(Path path) {

    /** Makes a new folder below the system's temporary one, with the files of {@code config/demo}. */
    static DemoFolder create(Path config) {
        if (!Files.isDirectory(config)) {
            throw new HermesException(
                    config + ": the files of the demonstration are missing; start it as: hermes demo");
        }
        try {
            DemoFolder folder = new DemoFolder(Files.createTempDirectory("hermes-demo-"));
            Files.createDirectory(folder.path.resolve("logs"));
            folder.copy(config);
            byte[] password = new byte[12];
            new SecureRandom().nextBytes(password);
            Files.writeString(
                    folder.path.resolve(Directory.PASSWORD_FILE), HexFormat.of().formatHex(password));
            return folder;
        } catch (IOException e) {
            throw new HermesException("the folder of the demonstration cannot be made: " + e, e);
        }
    }

    private void copy(Path config) throws IOException {
        try (Stream<Path> files = Files.list(config)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, path.resolve(file.getFileName()));
            }
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }

    void delete() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
