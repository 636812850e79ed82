package org.hermescdc.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One file for each type. */
final class FileSource extends Source {

    private final FileFormat format;
    private final Path folder;
    private final Map<String, Object> settings;

    FileSource(FileFormat format, Path folder) throws IOException {
        this.format = format;
        this.folder = Files.createDirectory(folder.resolve("source"));
        this.settings =
                new LinkedHashMap<>(Map.of("path", this.folder.toString(), "format", format.word(), "quiet", 1));
    }

    @Override
    Map<String, Object> declarations() {
        if (format == FileFormat.XML) {
            settings.put("items", "/all/one");
        }
        return Map.of("data", Map.of("type", "file", "settings", settings));
    }

    @Override
    Map<String, Object> fetch(Type type) {
        return Map.of("type", "fetch", "query", fileName(type));
    }

    @Override
    String mapping(Type type, String attribute) {
        return format.mapping(attribute);
    }

    @Override
    void hold(World world) throws IOException {
        for (Type type : Type.values()) {
            write(folder.resolve(fileName(type)), format, type, world.rows(type));
        }
    }

    /** Writes a file that has been there for long. */
    static void write(Path file, FileFormat format, Type type, List<Map<String, Object>> rows) throws IOException {
        Files.writeString(file, format.document(type.columns(), rows));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-01-31T12:00:00Z")));
    }

    private String fileName(Type type) {
        return type.table() + "." + format.word();
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
