package org.hermescdc.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names and modes of the files of one cache directory. A collection has one file, plain or compressed: the
 * configured form is looked for first, the other one counts only if that is missing.
 */
record CacheDirectory(FileStore.Options options) {

    private static final String PLAIN = ".json";
    private static final String COMPRESSED = ".json.gz";
    private static final String TEMPORARY = ".hermes-tmp";
    private static final Pattern BACKUP = Pattern.compile("\\.(\\d{6})(\\.json|\\.json\\.gz)");

    private static final Pattern CURRENT = Pattern.compile("(.+?)(\\.json|\\.json\\.gz)");
    private static final Pattern BACKUP_NAME = Pattern.compile(".*\\.\\d{6}");

    Path path() {
        return options.directory();
    }

    /** What the save in progress will do, once it stands there. */
    Path commitFile() {
        return path().resolve("_commit");
    }

    Path journalFile() {
        return path().resolve("_journal");
    }

    /** The file of the configured form. */
    Path file(String name) {
        return path().resolve(name + (options.compression() ? COMPRESSED : PLAIN));
    }

    /** The file of the form that is not configured. */
    Path otherFile(String name) {
        return path().resolve(name + (options.compression() ? PLAIN : COMPRESSED));
    }

    /** The other form of {@code file}, whichever is configured. */
    Path otherFormOf(Path file, String name) {
        return path().resolve(name + (isCompressed(file) ? PLAIN : COMPRESSED));
    }

    /** The file that counts. */
    Optional<Path> current(String name) {
        return Stream.of(file(name), otherFile(name)).filter(Files::exists).findFirst();
    }

    Path temporary(Path file) {
        return file.resolveSibling(file.getFileName() + TEMPORARY);
    }

    Path backup(Path file, String name, int number) {
        return path().resolve("%s.%06d%s".formatted(name, number, isCompressed(file) ? COMPRESSED : PLAIN));
    }

    static boolean isCompressed(Path file) {
        return file.getFileName().toString().contains(COMPRESSED);
    }

    /** The backups that stand there, by number: 1 is the newest. */
    TreeMap<Integer, List<Path>> backups(String name) throws IOException {
        TreeMap<Integer, List<Path>> backups = new TreeMap<>();
        for (Path file : list()) {
            String fileName = file.getFileName().toString();
            if (fileName.startsWith(name)) {
                Matcher matcher = BACKUP.matcher(fileName.substring(name.length()));
                if (matcher.matches()) {
                    backups.merge(Integer.valueOf(matcher.group(1)), List.of(file), CacheDirectory::both);
                }
            }
        }
        return backups;
    }

    /** The names of all files that are no backups, without their endings. */
    Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path file : list()) {
            Matcher matcher = CURRENT.matcher(file.getFileName().toString());
            if (matcher.matches() && !BACKUP_NAME.matcher(matcher.group(1)).matches()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    List<Path> temporaries() throws IOException {
        return list().stream()
                .filter(file -> file.getFileName().toString().endsWith(TEMPORARY))
                .toList();
    }

    int fileMode(FileKind kind) {
        return kind.ownerOnly() ? 0600 : 0666 & ~options.umask();
    }

    int backupCount(FileKind kind) {
        return kind.withBackups() ? options.backupCount() : 0;
    }

    /** Makes sure that the directory is there and can be written to. */
    void require(Disk disk) {
        try {
            create(path().toAbsolutePath(), disk);
        } catch (IOException e) {
            throw new StoreException("cannot create the cache directory " + path() + ": " + reason(e), e);
        }
        if (!Files.isWritable(path())) {
            throw new StoreException("the cache directory " + path() + " is not writable for user "
                    + System.getProperty("user.name") + "; Hermes needs to create, rename and delete files there");
        }
    }

    private void create(Path directory, Disk disk) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (Files.exists(directory)) {
            throw new IOException(directory + " is there, but is not a directory");
        }
        create(directory.getParent(), disk);
        disk.createDirectory(directory, 0777 & ~options.umask());
    }

    /** The text of an I/O error, which often is only a file name. */
    static String reason(IOException e) {
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null
                ? name
                : name.equals("IOException") ? e.getMessage() : name + ", " + e.getMessage();
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(path())) {
            return files.sorted().toList();
        }
    }

    private static List<Path> both(List<Path> one, List<Path> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
