package org.hermescdc.plugin.handler.flatfiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hermescdc.contract.HandlerContract;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.io.TempDir;

/** That a folder is away is told by the save, not by an event. */
class FlatFilesContractTest extends HandlerContract {

    @TempDir
    private Path folder;

    @Override
    protected EventHandler plugin() {
        return new FlatFilesHandler();
    }

    @Override
    protected Settings settings() {
        return new Settings(Map.of("destDir", folder.toString()));
    }

    @Override
    protected String type() {
        return "Groups";
    }

    @Override
    protected Map<String, ?> before() {
        return Map.of("group_pkey", 1, "name", "team");
    }

    @Override
    protected Map<String, ?> after() {
        return Map.of("group_pkey", 1, "name", "crew");
    }

    @Override
    protected List<String> target() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
