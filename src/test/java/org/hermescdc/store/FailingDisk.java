package org.hermescdc.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The real disk, until a given operation: then it fails, or the process dies there. Nothing is really forced: what a power
 * failure would take is accounted for here.
 */
final class FailingDisk implements Disk {

    /** What happens at the chosen operation. */
    enum Failure {
        /** The process ends, in the middle of a write; what was written is there. */
        KILLED,
        /** The machine stops: of what was not forced to the disk nothing is left. */
        POWER_LOST,
        /** This operation and the next two fail; a write leaves half of its bytes. */
        DISK_FULL
    }

    /** Ends a test run as a death would: nothing catches it. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final int FAILURES_IN_A_ROW = 3;

    private final Disk real = new RealDisk();
    private final Failure failure;
    private final int failAt;
    private final Map<Path, Long> forcedLengths = new HashMap<>();
    private int operations;

    /** @param failAt number of the operation, from 1 */
    FailingDisk(Failure failure, int failAt) {
        this.failure = failure;
        this.failAt = failAt;
    }

    /** A disk that never fails, and is fast. */
    static FailingDisk never() {
        return new FailingDisk(Failure.KILLED, Integer.MAX_VALUE);
    }

    /** Whether the chosen operation was reached. */
    boolean hasFailed() {
        return operations >= failAt;
    }

    @Override
    public Output create(Path file, int mode) throws IOException {
        next();
        forcedLengths.put(file, 0L);
        return new Failing(file, real.create(file, mode));
    }

    @Override
    public Output append(Path file, long length) throws IOException {
        next();
        return new Failing(file, real.append(file, length));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        next();
        real.rename(from, to);
        forcedLengths.remove(to);
        Long forced = forcedLengths.remove(from);
        if (forced != null) {
            forcedLengths.put(to, forced);
        }
    }

    @Override
    public void deleteIfExists(Path file) throws IOException {
        next();
        real.deleteIfExists(file);
        forcedLengths.remove(file);
    }

    @Override
    public void setMode(Path file, int mode) throws IOException {
        next();
        real.setMode(file, mode);
    }

    @Override
    public void createDirectory(Path directory, int mode) throws IOException {
        next();
        real.createDirectory(directory, mode);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        next();
    }

    private void next() throws IOException {
        operations++;
        if (failure == Failure.DISK_FULL) {
            if (operations >= failAt && operations < failAt + FAILURES_IN_A_ROW) {
                throw new IOException("No space left on device");
            }
        } else if (operations >= failAt) {
            die();
        }
    }

    private void die() {
        if (failure == Failure.POWER_LOST) {
            forcedLengths.forEach(FailingDisk::cut);
            forcedLengths.clear();
        }
        throw new Died();
    }

    private static void cut(Path file, long length) {
        try (RandomAccessFile unforced = new RandomAccessFile(file.toFile(), "rw")) {
            unforced.setLength(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Failing extends Output {
        private final Path file;
        private final Output output;

        Failing(Path file, Output output) {
            this.file = file;
            this.output = output;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                next();
            } catch (IOException | Died e) {
                if (operations == failAt) {
                    output.write(bytes, offset, length / 2);
                }
                throw e;
            }
            output.write(bytes, offset, length);
        }

        @Override
        void force() throws IOException {
            next();
            if (forcedLengths.containsKey(file)) {
                forcedLengths.put(file, Files.size(file));
            }
        }

        @Override
        void truncate(long length) throws IOException {
            next();
            output.truncate(length);
        }

        @Override
        public void close() throws IOException {
            output.close();
        }
    }
}
