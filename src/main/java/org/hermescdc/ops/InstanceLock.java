package org.hermescdc.ops;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.core.HermesException;

/**
 * The two locks that keep a second instance out (spec/02, "Life"): one in the cache directory, since two working
 * directories must not share a cache; and the one of Hermes 1.0.9, so that both programs never run together. Both are
 * POSIX locks of the whole file: they end with the process, whatever ends it.
 */
public final class InstanceLock implements AutoCloseable {

    private final FileChannel cache;
    private final FileChannel directory;

    /**
     * Takes both locks.
     *
     * @param cacheDirectory must exist
     * @throws AlreadyRunningException when another instance holds one
     */
    public InstanceLock(String application, Path cacheDirectory, Path workingDirectory) {
        cache = lock(application, cacheDirectory.resolve(".lock"));
        try {
            directory = lock(application, legacyFile(application, workingDirectory, System.getenv()));
        } catch (RuntimeException e) {
            close(cache);
            throw e;
        }
    }

    /**
     * Takes the locks of the application that runs in the current directory with this configuration.
     *
     * @throws AlreadyRunningException when another instance holds one
     */
    static InstanceLock take(String application, HermesConfig config) {
        Path cache = config.cache().directory();
        try {
            FileModes.createDirectories(cache, config.umask());
        } catch (IOException e) {
            throw new HermesException("hermes.cache.dirpath: " + cache + " cannot be created: " + e, e);
        }
        return new InstanceLock(application, cache, Path.of("").toAbsolutePath());
    }

    /** The lock file of 1.0.9: in the system's temporary directory, named for the working directory. */
    static Path legacyFile(String application, Path workingDirectory, Map<String, String> environment) {
        String name = workingDirectory.toAbsolutePath().toString().replace('/', '-') + "-" + application + ".lock";
        return temporaryDirectory(environment).resolve(name);
    }

    /** As Python finds it, since both programs must find the same; Java itself heeds no variable. */
    private static Path temporaryDirectory(Map<String, String> environment) {
        return Stream.concat(
                        Stream.of("TMPDIR", "TEMP", "TMP").map(environment::get),
                        Stream.of("/tmp", "/var/tmp", "/usr/tmp"))
                .filter(directory -> directory != null && !directory.isEmpty())
                .map(directory -> Path.of(directory).toAbsolutePath())
                .filter(directory -> Files.isDirectory(directory) && Files.isWritable(directory))
                .findFirst()
                .orElse(Path.of("").toAbsolutePath());
    }

    private static FileChannel lock(String application, Path file) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
            if (locked(channel)) {
                return channel;
            }
        } catch (IOException e) {
            close(channel);
            throw new HermesException("the lock " + file + " cannot be taken: " + e, e);
        }
        close(channel);
        throw new AlreadyRunningException(application, file);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /** Releases both. The files stay: removing one would let two instances lock two files of one name. */
    @Override
    public void close() {
        close(directory);
        close(cache);
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new HermesException("a lock cannot be released: " + e, e);
        }
    }
}
