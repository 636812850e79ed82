package org.hermescdc.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hermescdc.core.event.ValueJson;

/**
 * A save whose new files are all written and wait under temporary names. Once it stands in the file {@code _commit}, the
 * save has happened: it is carried out to the end, again from the beginning if that was interrupted.
 *
 * @param replacements files that take the place of others
 * @param removals collections that go, with their backups
 * @param forgotten collections that stay, without their backups
 * @param carriesJournal whether a next journal waits too; else the journal is deleted
 */
record Commit(List<Replacement> replacements, List<String> removals, List<String> forgotten, boolean carriesJournal) {

    private static final int MODE = 0600;

    /**
     * A new file of a collection.
     *
     * @param file the name that it takes
     * @param keep how many backups stand beside it then
     * @param ownerOnly the backups too have mode 0600
     */
    record Replacement(String name, String file, int keep, boolean ownerOnly) {}

    /** Whether the files stay as they are, and no journal is to follow the one that stands there. */
    boolean isEmpty() {
        return replacements.isEmpty() && removals.isEmpty() && forgotten.isEmpty() && !carriesJournal;
    }

    /** Makes the save happen. */
    void write(CacheDirectory directory, Disk disk) throws IOException {
        Path temporary = directory.temporary(directory.commitFile());
        try (Disk.Output output = disk.create(temporary, MODE)) {
            byte[] json = ValueJson.text(toTree()).getBytes(StandardCharsets.UTF_8);
            output.write(json, 0, json.length);
            output.force();
        }
        disk.syncDirectory(directory.path());
        disk.rename(temporary, directory.commitFile());
    }

    /** The save that waits in {@code directory} to be carried out. */
    static Optional<Commit> read(CacheDirectory directory) throws IOException {
        Path file = directory.commitFile();
        return Files.exists(file) ? Optional.of(fromTree(ValueJson.parse(Files.readString(file)))) : Optional.empty();
    }

    /** Does what is left to do. */
    void carryOut(CacheDirectory directory, Disk disk) throws IOException {
        disk.syncDirectory(directory.path());
        for (Replacement replacement : replacements) {
            replace(replacement, directory, disk);
        }
        for (String name : forgotten) {
            deleteBackups(name, 0, directory, disk);
        }
        for (String name : removals) {
            disk.deleteIfExists(directory.file(name));
            disk.deleteIfExists(directory.otherFile(name));
            deleteBackups(name, 0, directory, disk);
        }
        switchJournal(directory, disk);
        disk.syncDirectory(directory.path());
        disk.deleteIfExists(directory.commitFile());
        disk.syncDirectory(directory.path());
    }

    /** Every step can be repeated: while the new file waits, its place is not taken. */
    private static void replace(Replacement replacement, CacheDirectory directory, Disk disk) throws IOException {
        Path target = directory.path().resolve(replacement.file());
        Path waiting = directory.temporary(target);
        if (!Files.exists(waiting)) {
            return;
        }
        Path other = directory.otherFormOf(target, replacement.name());
        if (Files.exists(target)) {
            disk.deleteIfExists(other);
        }
        Path current = Files.exists(target) ? target : other;
        if (Files.exists(current)) {
            backUp(current, replacement, directory, disk);
        }
        disk.deleteIfExists(other);
        disk.rename(waiting, target);
    }

    /** Moves backups up to the first free number, and {@code current} to the first one. */
    private static void backUp(Path current, Replacement replacement, CacheDirectory directory, Disk disk)
            throws IOException {
        deleteBackups(replacement.name(), replacement.keep(), directory, disk);
        if (replacement.keep() == 0) {
            return;
        }
        TreeMap<Integer, List<Path>> backups = directory.backups(replacement.name());
        int free = 1;
        while (backups.containsKey(free)) {
            free++;
        }
        if (free > replacement.keep()) {
            free = replacement.keep();
            for (Path oldest : backups.get(free)) {
                disk.deleteIfExists(oldest);
            }
        }
        for (int number = free - 1; number >= 1; number--) {
            for (Path backup : backups.get(number)) {
                move(backup, number + 1, replacement, directory, disk);
            }
        }
        move(current, 1, replacement, directory, disk);
    }

    private static void move(Path file, int number, Replacement replacement, CacheDirectory directory, Disk disk)
            throws IOException {
        if (replacement.ownerOnly()) {
            disk.setMode(file, 0600);
        }
        disk.rename(file, directory.backup(file, replacement.name(), number));
    }

    private static void deleteBackups(String name, int keep, CacheDirectory directory, Disk disk) throws IOException {
        for (List<Path> backups : directory.backups(name).tailMap(keep, false).values()) {
            for (Path backup : backups) {
                disk.deleteIfExists(backup);
            }
        }
    }

    private void switchJournal(CacheDirectory directory, Disk disk) throws IOException {
        Path next = directory.temporary(directory.journalFile());
        if (!carriesJournal) {
            disk.deleteIfExists(directory.journalFile());
        } else if (Files.exists(next)) {
            disk.rename(next, directory.journalFile());
        }
    }

    private Object toTree() {
        return Map.of(
                "replace",
                replacements.stream()
                        .map(one -> List.of(one.name(), one.file(), one.keep(), one.ownerOnly()))
                        .toList(),
                "remove",
                removals,
                "forget",
                forgotten,
                "journal",
                carriesJournal);
    }

    private static Commit fromTree(Object tree) {
        Map<?, ?> parts = (Map<?, ?>) tree;
        return new Commit(
                ((List<?>) parts.get("replace"))
                        .stream().map(Commit::replacement).toList(),
                names(parts.get("remove")),
                names(parts.get("forget")),
                (Boolean) parts.get("journal"));
    }

    private static Replacement replacement(Object tree) {
        List<?> parts = (List<?>) tree;
        return new Replacement(
                (String) parts.get(0), (String) parts.get(1), ((Long) parts.get(2)).intValue(), (Boolean) parts.get(3));
    }

    private static List<String> names(Object tree) {
        return ((List<?>) tree).stream().map(String.class::cast).toList();
    }
}
