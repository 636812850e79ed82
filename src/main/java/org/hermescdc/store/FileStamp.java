package org.hermescdc.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/** What tells whether a file is still the one that a journal builds on. */
record FileStamp(String fileName, long length, long checksum) {

    /** The stamp of a collection that has no file. */
    static final FileStamp NONE = new FileStamp("", 0, 0);

    static FileStamp of(Path file) throws IOException {
        try (Reader reader = new Reader(file)) {
            return reader.stamp();
        }
    }

    List<Object> toTree() {
        return List.of(fileName, length, checksum);
    }

    static FileStamp fromTree(Object tree) {
        List<?> parts = (List<?>) tree;
        return new FileStamp((String) parts.get(0), (Long) parts.get(1), (Long) parts.get(2));
    }

    /** Reads a file and takes its stamp on the way. */
    static final class Reader extends InputStream {
        private final Path file;
        private final InputStream in;
        private final CRC32 checksum = new CRC32();
        private long length;

        Reader(Path file) throws IOException {
            this.file = file;
            this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int size) throws IOException {
            int count = in.read(buffer, offset, size);
            if (count > 0) {
                checksum.update(buffer, offset, count);
                length += count;
            }
            return count;
        }

        /** Reads on to the end of the file. */
        FileStamp stamp() throws IOException {
            byte[] buffer = new byte[1 << 16];
            while (read(buffer, 0, buffer.length) >= 0) {
                continue;
            }
            return new FileStamp(file.getFileName().toString(), length, checksum.getValue());
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
