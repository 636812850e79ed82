package org.hermescdc.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hermescdc.core.HermesException;

/**
 * A log file that is rotated at midnight: the lines of a day that is over move to {@code <file>.<date>}, of which the
 * newest are kept. A rotation that fails is told on stderr, and the file is written on.
 */
final class DailyFile extends OutputStreamAppender<ILoggingEvent> {

    private final Path file;
    private final int backupCount;
    private final int umask;
    private final ZoneId zone;
    private LocalDate day;

    /**
     * @param backupCount rotated files kept
     * @param umask for the file and its missing directories
     * @param zone whose midnight it is
     */
    DailyFile(Path file, int backupCount, int umask, ZoneId zone) {
        this.file = file;
        this.backupCount = backupCount;
        this.umask = umask;
        this.zone = zone;
    }

    /**
     * Opens the file; one that is left from an earlier day is rotated by the first line.
     *
     * @throws HermesException when it cannot be written
     */
    @Override
    public void start() {
        try {
            FileModes.createDirectories(file.toAbsolutePath().getParent(), umask);
            open();
        } catch (IOException e) {
            throw new HermesException("hermes.logs.logfile: " + file + " cannot be written: " + e, e);
        }
        super.start();
    }

    private void open() throws IOException {
        day = Files.exists(file)
                ? LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), zone)
                : LocalDate.MAX;
        setOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        FileModes.set(file, 0666 & ~umask);
    }

    @Override
    protected void subAppend(ILoggingEvent event) {
        streamWriteLock.lock();
        try {
            LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(event.getTimeStamp()), zone);
            if (today.isAfter(day)) {
                rotate();
            }
            day = today;
            super.subAppend(event);
        } finally {
            streamWriteLock.unlock();
        }
    }

    private void rotate() {
        try {
            closeOutputStream();
            Files.move(file, file.resolveSibling(file.getFileName() + "." + day), StandardCopyOption.REPLACE_EXISTING);
            for (Path old : surplus()) {
                Files.deleteIfExists(old);
            }
            open();
        } catch (IOException e) {
            System.err.println("log file " + file + " cannot be rotated: " + e);
            reopen();
        }
    }

    private void reopen() {
        try {
            open();
        } catch (IOException e) {
            System.err.println(
                    "log file " + file + " cannot be written: " + e + "; only stderr has the log from here on");
            stop();
        }
    }

    private List<Path> surplus() throws IOException {
        String prefix = file.getFileName() + ".";
        try (Stream<Path> siblings = Files.list(file.toAbsolutePath().getParent())) {
            return siblings.filter(sibling -> isDated(sibling, prefix))
                    .sorted(Comparator.reverseOrder())
                    .skip(backupCount)
                    .toList();
        }
    }

    private static boolean isDated(Path sibling, String prefix) {
        String name = sibling.getFileName().toString();
        return name.startsWith(prefix) && name.substring(prefix.length()).matches("\\d{4}-\\d{2}-\\d{2}");
    }
}
