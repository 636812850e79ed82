package org.hermescdc.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** CSV files that Camel polls: an endpoint, and so a datasource, for each type. */
final class CamelSource extends Source {

    private final Path folder;

    CamelSource(Path folder) throws IOException {
        this.folder = Files.createDirectory(folder.resolve("source"));
    }

    @Override
    Map<String, Object> declarations() {
        Map<String, Object> declarations = new LinkedHashMap<>();
        for (Type type : Type.values()) {
            declarations.put(
                    datasource(type),
                    Map.of(
                            "type",
                            "camel",
                            "settings",
                            Map.of(
                                    "uri",
                                    "file:" + folder + "?fileName=" + type.table() + "&noop=true&idempotent=false"
                                            + "&initialDelay=0&charset=UTF-8",
                                    "timeout",
                                    1,
                                    "dataformat",
                                    "csv",
                                    "dataformat_options",
                                    Map.of("useMaps", "true", "lazyLoad", "true"))));
        }
        return declarations;
    }

    @Override
    String datasource(Type type) {
        return type.table();
    }

    @Override
    Map<String, Object> fetch(Type type) {
        return Map.of("type", "fetch");
    }

    @Override
    String mapping(Type type, String attribute) {
        return FileFormat.CSV.mapping(attribute);
    }

    @Override
    void hold(World world) throws IOException {
        for (Type type : Type.values()) {
            FileSource.write(folder.resolve(type.table()), FileFormat.CSV, type, world.rows(type));
        }
    }

    @Override
    void takeAway() throws IOException {
        Files.move(folder, folder.resolveSibling("away"));
    }

    @Override
    void bringBack() throws IOException {
        Files.move(folder.resolveSibling("away"), folder);
    }
}
