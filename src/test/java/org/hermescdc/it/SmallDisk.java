package org.hermescdc.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system of a megabyte in memory, that can be full or read-only. Only root may make one. */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;

    /** Mounts it at {@code folder}, which is made. */
    public SmallDisk(Path folder) throws IOException {
        this.folder = Files.createDirectory(folder);
        if (!run("mount", "-t", "tmpfs", "-o", "size=1m", "hermes-test", folder.toString())) {
            String message = "no file system can be mounted: run as root";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(message);
            }
            Assumptions.abort(message);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Leaves no room for another page. */
    public void fill() throws IOException {
        try (var file = Files.newOutputStream(folder.resolve("ballast"))) {
            byte[] page = new byte[4096];
            Arrays.fill(page, (byte) 'x');
            while (true) {
                file.write(page);
            }
        } catch (IOException full) {
            // as wanted
        }
    }

    /** Undoes {@link #fill}. */
    public void empty() throws IOException {
        Files.delete(folder.resolve("ballast"));
    }

    public void makeReadOnly() throws IOException {
        remount("ro");
    }

    public void makeWritable() throws IOException {
        remount("rw");
    }

    private void remount(String mode) throws IOException {
        if (!run("mount", "-o", "remount," + mode, folder.toString())) {
            throw new IOException(folder + " cannot be made " + mode + ": somebody has a file open for writing");
        }
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", folder.toString());
    }

    private static boolean run(String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(command));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
