package org.hermescdc.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * How the lines of units of work stand in a journal: {@code CCCCCCCC+JSON\n}, the last one of a unit with {@code .} for
 * {@code +}; CCCCCCCC is the CRC-32 of what follows it, in hexadecimal. A unit counts when its last line is whole.
 *
 * <p>An object collects units: some that are kept, then the lines of the next.
 */
final class JournalFrame {

    private static final int CHECKSUM_LENGTH = 8;
    private static final int PREFIX_LENGTH = CHECKSUM_LENGTH + 1;
    private static final byte[] PREFIX = new byte[PREFIX_LENGTH];
    private static final byte MORE = '+';
    private static final byte LAST = '.';
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int NO_LINE = -1;

    /** So much room is kept for the next units. */
    private static final int USUAL = 1 << 20;

    private Buffer buffer = new Buffer();

    /** The stream that stays the same, whatever the buffer. */
    private final OutputStream content = new OutputStream() {
        @Override
        public void write(int single) {
            buffer.write(single);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            buffer.write(bytes, offset, length);
        }
    };

    private int kept;
    private int line = NO_LINE;

    private static final class Buffer extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }

        void cut(int length) {
            count = length;
        }
    }

    /** Where the JSON of the line is written that was begun last. */
    OutputStream content() {
        return content;
    }

    /** Begins another line of the unit under way. */
    void beginLine() {
        seal(MORE);
        line = buffer.size();
        buffer.writeBytes(PREFIX);
    }

    /** Ends the last line of the unit under way. */
    void end() {
        seal(LAST);
    }

    /** The unit that was ended stays, whatever becomes of the next. */
    void keep() {
        kept = buffer.size();
    }

    /** Takes the unit under way back. */
    void discard() {
        buffer.cut(kept);
        line = NO_LINE;
    }

    boolean isEmpty() {
        return length() == 0;
    }

    /** How many bytes there are. */
    int length() {
        return buffer.size();
    }

    void writeTo(Disk.Output output) throws IOException {
        output.write(buffer.bytes(), 0, length());
    }

    /** Forgets all units. */
    void clear() {
        if (length() > USUAL) {
            buffer = new Buffer();
        }
        buffer.cut(0);
        kept = 0;
        line = NO_LINE;
    }

    private void seal(byte flag) {
        if (line == NO_LINE) {
            return;
        }
        byte[] bytes = buffer.bytes();
        bytes[line + CHECKSUM_LENGTH] = flag;
        int start = line + CHECKSUM_LENGTH;
        CRC32 checksum = new CRC32();
        checksum.update(bytes, start, buffer.size() - start);
        write((int) checksum.getValue(), bytes, line);
        buffer.write('\n');
        line = NO_LINE;
    }

    /** Frames lines as one unit. */
    static byte[] frame(List<byte[]> lines) {
        JournalFrame unit = new JournalFrame();
        for (byte[] json : lines) {
            unit.beginLine();
            unit.buffer.writeBytes(json);
        }
        unit.end();
        return unit.buffer.toByteArray();
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
        if (line.length <= PREFIX_LENGTH) {
            return false;
        }
        CRC32 checksum = new CRC32();
        checksum.update(line, CHECKSUM_LENGTH, line.length - CHECKSUM_LENGTH);
        byte[] expected = new byte[CHECKSUM_LENGTH];
        write((int) checksum.getValue(), expected, 0);
        return Arrays.equals(line, 0, CHECKSUM_LENGTH, expected, 0, CHECKSUM_LENGTH);
    }

    private static void write(int checksum, byte[] target, int offset) {
        for (int i = 0; i < CHECKSUM_LENGTH; i++) {
            target[offset + i] = DIGITS[checksum >>> 4 * (CHECKSUM_LENGTH - 1 - i) & 0xF];
        }
    }
}
