package org.hermescdc.plugin.datasource.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.Body;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.SourceRequest;

/**
 * The files of a source. Those that somebody may be writing are not read: not before they were quiet for a while, and what
 * was read while they changed is refused.
 */
public final class WatchedFiles {

    private final Path path;
    private final Duration quiet;
    private final Clock clock;

    WatchedFiles(String path, Duration quiet, Clock clock) {
        this.path = Path.of(path).toAbsolutePath().normalize();
        this.quiet = quiet;
        this.clock = clock;
    }

    /**
     * Notes the state of the files that a request names.
     *
     * @throws HermesException if there is none, or one was modified a moment ago
     */
    public Snapshot settled(@Body SourceRequest request) {
        if (!request.isFetch()) {
            throw new HermesException("files are only read: no " + request.kind());
        }
        Snapshot now = snapshot(request.query() == null ? "" : request.query().strip());
        Instant time = clock.instant();
        now.files().forEach((file, state) -> {
            Duration age = Duration.between(state.modified().toInstant(), time).abs();
            if (age.compareTo(quiet) < 0) {
                throw new HermesException("file '" + file + "' was modified " + age.toSeconds()
                        + " s ago, and may be half-written: not read this time (setting quiet: " + quiet.toSeconds()
                        + ")");
            }
        });
        return now;
    }

    /** @throws HermesException if anything has changed since: what was read must be forgotten */
    public void unchanged(@Body Snapshot before) {
        if (!snapshot(before.query()).equals(before)) {
            throw new HermesException(
                    "files of '" + path + "' changed while they were read: what was read does not count");
        }
    }

    private Snapshot snapshot(String query) {
        try {
            return new Snapshot(query, find(query));
        } catch (NoSuchFileException e) {
            throw new HermesException("file '" + e.getMessage() + "' does not exist", e);
        } catch (IOException e) {
            throw new HermesException("cannot look for '" + path + "': " + e.getMessage(), e);
        }
    }

    private SortedMap<Path, Snapshot.State> find(String query) throws IOException {
        SortedMap<Path, Snapshot.State> found = new TreeMap<>();
        if (!query.isEmpty()) {
            Path folder = Files.isDirectory(path) ? path : path.getParent();
            Path file = folder.resolve(query).normalize();
            if (!folder.equals(file.getParent())) {
                throw new HermesException("query '" + query + "' is not the name of a file in " + folder);
            }
            found.put(file, state(file));
        } else if (Files.isDirectory(path)) {
            throw new HermesException("'" + path + "' is a folder: the query must name the file");
        } else if (path.getFileName().toString().matches(".*[*?].*")) {
            try (DirectoryStream<Path> matching = Files.newDirectoryStream(
                    path.getParent(), path.getFileName().toString())) {
                for (Path file : matching) {
                    found.put(file, state(file));
                }
            }
            if (found.isEmpty()) {
                throw new HermesException("no file matches '" + path + "'");
            }
        } else {
            found.put(path, state(path));
        }
        return found;
    }

    private static Snapshot.State state(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new HermesException("'" + file + "' is no file");
        }
        return new Snapshot.State(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    }
}
