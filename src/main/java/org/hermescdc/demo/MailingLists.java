package org.hermescdc.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The second target, looked at from outside: one text file for each group, with the mail addresses of its members. */
record MailingLists(Path folder) {

    /** The number of addresses in all files. */
    long addresses() {
        return files().stream().mapToLong(file -> lines(file).size()).sum();
    }

    /** The names of the lists that have this address, sorted. */
    List<String> listsOf(String mail) {
        return files().stream()
                .filter(file -> lines(file).contains(mail))
                .map(file -> file.getFileName().toString().replaceFirst("\\.txt$", ""))
                .sorted()
                .toList();
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".txt")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException removedMeanwhile) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
