package org.hermescdc.plugin.handler.flatfiles;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import org.hermescdc.spi.HandlerException;

/**
 * The files of groups in one folder, named {@code <group>.txt}. A file is replaced by the renaming of a hidden one, so that
 * readers see the old mails or the new ones; a hidden one left by a death is overwritten by the next attempt.
 */
final class MailFiles {

    /** Bytes that file systems allow in a name. */
    private static final int LONGEST_NAME = 255;

    private final Path folder;

    /** Makes the folder if it is missing. */
    MailFiles(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new HandlerException("destDir '" + folder + "' cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * Refuses a group name that cannot name a file in the folder.
     *
     * @throws HandlerException telling why
     */
    void check(String group) {
        if (group.isBlank() || group.indexOf('/') >= 0 || group.indexOf('\0') >= 0) {
            throw new HandlerException("group name '" + group.replace('\0', '?') + "' cannot name a file in " + folder
                    + ": it is blank or holds a '/' or a NUL");
        }
        if (hiddenName(group).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new HandlerException("group name '" + group + "' is too long for a file in " + folder);
        }
        try {
            file(group);
        } catch (InvalidPathException e) {
            throw new HandlerException(
                    "group name '" + group + "' cannot be written in the locale that Hermes runs in; set LANG=C.UTF-8",
                    e);
        }
    }

    /** Writes the file of a group, unless it holds these lines already. */
    void write(String group, Collection<String> lines) {
        byte[] content = text(lines).getBytes(StandardCharsets.UTF_8);
        Path file = file(group);
        try {
            if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
                return;
            }
            Path hidden = folder.resolve(hiddenName(group));
            try (FileChannel channel = FileChannel.open(
                    hidden,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failure("write the mails of", group, e);
        }
    }

    /** Gives the file of a group another name; does nothing if there is none, but fails if the folder is away. */
    void rename(String before, String after) {
        requireFolder();
        try {
            // left by a death: no later attempt would write under the former name
            Files.deleteIfExists(folder.resolve(hiddenName(before)));
            if (Files.exists(file(before))) {
                Files.move(file(before), file(after), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw failure("rename to '" + after + "' the file of", before, e);
        }
    }

    /** Deletes the file of a group, if it is there; fails if the folder is away. */
    void delete(String group) {
        requireFolder();
        try {
            Files.deleteIfExists(file(group));
            Files.deleteIfExists(folder.resolve(hiddenName(group)));
        } catch (IOException e) {
            throw failure("delete the file of", group, e);
        }
    }

    /** Where the folder is away, a file that is not there tells nothing: it comes back with the folder. */
    private void requireFolder() {
        if (!Files.isDirectory(folder)) {
            throw new HandlerException("destDir '" + folder + "' is no folder now");
        }
    }

    private HandlerException failure(String operation, String group, IOException cause) {
        return new HandlerException(
                operation + " group '" + group + "' in " + folder + ": "
                        + cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                cause);
    }

    private Path file(String group) {
        return folder.resolve(group + ".txt");
    }

    private static String hiddenName(String group) {
        return "." + group + ".txt.tmp";
    }

    private static String text(Collection<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
