package org.hermescdc.store;

import java.io.IOException;
import java.nio.file.Path;

/** A disk that says what it is about to do to the files of a cache, and when half of a record of the journal is written. */
public final class WatchedDisk implements Disk {

    private final Disk real = new RealDisk();
    private final Runnable beforeAFile;
    private final Runnable amidTheJournal;

    private WatchedDisk(Runnable beforeAFile, Runnable amidTheJournal) {
        this.beforeAFile = beforeAFile;
        this.amidTheJournal = amidTheJournal;
    }

    /**
     * Opens a store over such a disk.
     *
     * @param beforeAFile called before each operation but those of the journal
     * @param amidTheJournal called in the middle of each write to the journal
     */
    public static Store open(FileStore.Options options, Runnable beforeAFile, Runnable amidTheJournal) {
        return FileStore.open(options, new WatchedDisk(beforeAFile, amidTheJournal));
    }

    @Override
    public Output create(Path file, int mode) throws IOException {
        return watched(file, () -> real.create(file, mode));
    }

    @Override
    public Output append(Path file, long length) throws IOException {
        return watched(file, () -> real.append(file, length));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        beforeAFile.run();
        real.rename(from, to);
    }

    @Override
    public void deleteIfExists(Path file) throws IOException {
        beforeAFile.run();
        real.deleteIfExists(file);
    }

    @Override
    public void setMode(Path file, int mode) throws IOException {
        beforeAFile.run();
        real.setMode(file, mode);
    }

    @Override
    public void createDirectory(Path directory, int mode) throws IOException {
        real.createDirectory(directory, mode);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        real.syncDirectory(directory);
    }

    private interface Opening {
        Output open() throws IOException;
    }

    private Output watched(Path file, Opening opening) throws IOException {
        if (file.getFileName().toString().equals("_journal")) {
            return new Halved(opening.open());
        }
        beforeAFile.run();
        return opening.open();
    }

    private final class Halved extends Output {

        private final Output output;

        Halved(Output output) {
            this.output = output;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int half = length / 2;
            output.write(bytes, offset, half);
            amidTheJournal.run();
            output.write(bytes, offset + half, length - half);
        }

        @Override
        void force() throws IOException {
            output.force();
        }

        @Override
        void truncate(long length) throws IOException {
            output.truncate(length);
        }

        @Override
        public void close() throws IOException {
            output.close();
        }
    }
}
