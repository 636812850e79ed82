package org.hermescdc.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The modes of files and directories. A process of Java cannot set its umask: the launcher gives it one that lets nobody
 * else in, and every file that others may read gets its mode explicitly.
 */
final class FileModes {

    private FileModes() {}

    /** Creates the directory and its missing parents, open to whom the umask allows. */
    static void createDirectories(Path directory, int umask) throws IOException {
        Path absolute = directory.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        if (absolute.getParent() != null) {
            createDirectories(absolute.getParent(), umask);
        }
        Files.createDirectory(absolute);
        set(absolute, 0777 & ~umask);
    }

    /** @param mode permission bits, those for set-user-id, set-group-id and sticky included */
    static void set(Path file, int mode) throws IOException {
        Files.setAttribute(file, "unix:mode", mode);
    }
}
