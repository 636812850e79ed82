package org.hermescdc.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Everything that the store does to a disk, one operation a method, so that a test can end the world before any of them.
 * Modes are POSIX permission bits, set whatever the umask of the process.
 */
interface Disk {

    /** Opens a new, empty file in place of any that stands there. */
    Output create(Path file, int mode) throws IOException;

    /** Opens an existing file to write behind its first {@code length} bytes; what stands there is cut off. */
    Output append(Path file, long length) throws IOException;

    /** Replaces {@code to}, in one atomic step. */
    void rename(Path from, Path to) throws IOException;

    void deleteIfExists(Path file) throws IOException;

    void setMode(Path file, int mode) throws IOException;

    void createDirectory(Path directory, int mode) throws IOException;

    /** Makes what was created, renamed and deleted in {@code directory} survive a power failure. */
    void syncDirectory(Path directory) throws IOException;

    /** An open file; not buffered. */
    abstract class Output extends OutputStream {

        @Override
        public final void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public abstract void write(byte[] bytes, int offset, int length) throws IOException;

        /** Makes what was written survive a power failure. */
        abstract void force() throws IOException;

        /** Cuts the file; the next write goes there. */
        abstract void truncate(long length) throws IOException;
    }
}
