package org.hermescdc.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * How the lines of a unit of work stand in a journal: {@code CCCCCCCC+JSON\n}, the last one with {@code .} for {@code +};
 * CCCCCCCC is the CRC-32 of what follows it, in hexadecimal. A unit counts when its last line is whole.
 */
final class JournalFrame {

    private static final int CHECKSUM_LENGTH = 8;
    private static final int PREFIX_LENGTH = CHECKSUM_LENGTH + 1;
    private static final byte MORE = '+';
    private static final byte LAST = '.';

    private JournalFrame() {}

    static byte[] frame(List<byte[]> lines) {
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            byte[] json = lines.get(i);
            byte flag = i == lines.size() - 1 ? LAST : MORE;
            framed.writeBytes(checksum(flag, json, 0).getBytes(StandardCharsets.US_ASCII));
            framed.write(flag);
            framed.writeBytes(json);
            framed.write('\n');
        }
        return framed.toByteArray();
    }

    /**
     * Reads the units of a journal up to the first that is not whole.
     *
     * @return the length of the part that was read
     */
    static long scan(Path file, Consumer<List<byte[]>> unit) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            long whole = 0;
            long position = 0;
            List<byte[]> lines = new ArrayList<>();
            for (byte[] line = readLine(in); line != null && isSound(line); line = readLine(in)) {
                position += line.length + 1;
                lines.add(Arrays.copyOfRange(line, PREFIX_LENGTH, line.length));
                if (line[CHECKSUM_LENGTH] == LAST) {
                    unit.accept(lines);
                    lines = new ArrayList<>();
                    whole = position;
                }
            }
            return whole;
        }
    }

    /** The next line without its end, or null where no whole line is left. */
    private static byte[] readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toByteArray();
            }
            line.write(next);
        }
        return null;
    }

    private static boolean isSound(byte[] line) {
        return line.length > PREFIX_LENGTH
                && new String(line, 0, CHECKSUM_LENGTH, StandardCharsets.US_ASCII)
                        .equals(checksum(line[CHECKSUM_LENGTH], line, PREFIX_LENGTH));
    }

    private static String checksum(byte flag, byte[] json, int offset) {
        CRC32 checksum = new CRC32();
        checksum.update(flag);
        checksum.update(json, offset, json.length - offset);
        return "%08x".formatted(checksum.getValue());
    }
}
