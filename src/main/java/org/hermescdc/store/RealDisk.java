package org.hermescdc.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** The disk of this machine. */
final class RealDisk implements Disk {

    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    @Override
    public Output create(Path file, int mode) throws IOException {
        FileChannel channel =
                FileChannel.open(file, NEW, PosixFilePermissions.asFileAttribute(permissions(mode & 0600)));
        try {
            setMode(file, mode);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new ChannelOutput(channel);
    }

    @Override
    public Output append(Path file, long length) throws IOException {
        ChannelOutput output = new ChannelOutput(FileChannel.open(file, StandardOpenOption.WRITE));
        try {
            output.truncate(length);
        } catch (IOException e) {
            output.close();
            throw e;
        }
        return output;
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void deleteIfExists(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void setMode(Path file, int mode) throws IOException {
        Files.setPosixFilePermissions(file, permissions(mode));
    }

    @Override
    public void createDirectory(Path directory, int mode) throws IOException {
        Files.createDirectory(directory);
        setMode(directory, mode);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] fromHighest = PosixFilePermission.values();
        for (int i = 0; i < fromHighest.length; i++) {
            if ((mode & 0400 >> i) != 0) {
                permissions.add(fromHighest[i]);
            }
        }
        return permissions;
    }

    private static final class ChannelOutput extends Output {
        private final FileChannel channel;

        ChannelOutput(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        void force() throws IOException {
            channel.force(true);
        }

        @Override
        void truncate(long length) throws IOException {
            channel.truncate(length);
            channel.position(length);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
