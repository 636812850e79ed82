package org.hermescdc.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.event.ValueJson;

/**
 * The form of a cache file: {@code {"__HERMES_VERSION__": "1.0.9", "content": …}}, one row a line, in ASCII so that any
 * reader's encoding fits; the same content gives the same bytes, compressed too.
 */
final class CacheFile {

    private static final String VERSION_FIELD = "__HERMES_VERSION__";
    private static final String CONTENT_FIELD = "content";
    private static final String VERSION = "1.0.9";
    private static final Pattern KNOWN_VERSIONS = Pattern.compile("1\\.0\\.\\d.*");
    private static final int BUFFER = 1 << 16;

    private CacheFile() {}

    /** The rows of a file, and its stamp. */
    record Content<K, V>(Map<K, V> rows, FileStamp stamp) {}

    /**
     * Writes {@code table} as a new file and forces it to the disk.
     *
     * @param target the file that {@code file} will become
     */
    static <K, V> FileStamp write(FileTable<K, V> table, Path file, Path target, int mode, Disk disk)
            throws IOException {
        try (Disk.Output output = disk.create(file, mode)) {
            CRC32 checksum = new CRC32();
            Counter counter = new Counter(new CheckedOutputStream(output, checksum));
            OutputStream buffered = new BufferedOutputStream(counter, BUFFER);
            if (CacheDirectory.isCompressed(target)) {
                try (OutputStream compressed = new Gzip(buffered)) {
                    write(table, compressed);
                }
            } else {
                write(table, buffered);
                buffered.flush();
            }
            output.force();
            return new FileStamp(target.getFileName().toString(), counter.length, checksum.getValue());
        }
    }

    /**
     * Writes what another new file holds as a new file of its own, and forces it to the disk.
     *
     * @param stamp that of the other file
     * @param target the file that {@code file} will become
     */
    static FileStamp copy(Path other, FileStamp stamp, Path file, Path target, int mode, Disk disk) throws IOException {
        try (Disk.Output output = disk.create(file, mode);
                InputStream content = Files.newInputStream(other)) {
            byte[] buffer = new byte[BUFFER];
            for (int size = content.read(buffer); size >= 0; size = content.read(buffer)) {
                output.write(buffer, 0, size);
            }
            output.force();
            return new FileStamp(target.getFileName().toString(), stamp.length(), stamp.checksum());
        }
    }

    private static <K, V> void write(FileTable<K, V> table, OutputStream target) throws IOException {
        TableFormat<K, V> format = table.format();
        JsonGenerator out = ValueJson.FACTORY.createGenerator(target);
        out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        out.setHighestNonEscapedChar(127);
        out.setPrettyPrinter(new RowPerLine(1 + format.depth()));
        out.writeStartObject();
        out.writeStringField(VERSION_FIELD, VERSION);
        out.writeFieldName(CONTENT_FIELD);
        format.begin(out);
        List<K> keys = table.keys();
        if (keys.size() >= RowChunks.MANY && format instanceof EntryFormat) {
            RowChunks.write(table, keys, out);
        } else {
            for (K key : keys) {
                format.writeRow(out, key, table.get(key));
            }
        }
        format.end(out);
        out.writeEndObject();
        out.writeRaw('\n');
        out.close();
    }

    /**
     * Reads a whole file.
     *
     * @throws IOException if it is unreadable or has another form; the message says what is wrong, without any value
     */
    static <K, V> Content<K, V> read(Path file, TableFormat<K, V> format) throws IOException {
        try (FileStamp.Reader stamped = new FileStamp.Reader(file)) {
            Map<K, V> rows = new LinkedHashMap<>();
            read(decompressed(file, stamped), format, rows);
            return new Content<>(rows, stamped.stamp());
        } catch (JsonEOFException | EOFException e) {
            throw new IOException("it ends too early", e);
        } catch (JacksonException e) {
            throw new IOException("it is not valid JSON at " + e.getLocation().offsetDescription(), e);
        } catch (ZipException e) {
            throw new IOException("it is not a sound gzip file (" + e.getMessage() + ")", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (HermesException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static <K, V> void read(InputStream source, TableFormat<K, V> format, Map<K, V> rows) throws IOException {
        JsonParser in = ValueJson.FACTORY.createParser(source);
        in.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        boolean versionSeen = false;
        boolean contentSeen = false;
        require(in.nextToken() == JsonToken.START_OBJECT, "a JSON object with " + VERSION_FIELD + " and content");
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            in.nextToken();
            if (field.equals(VERSION_FIELD)) {
                requireKnownVersion(in.getText());
                versionSeen = true;
            } else if (field.equals(CONTENT_FIELD)) {
                format.read(in, (key, value) -> addNew(rows, key, value));
                contentSeen = true;
            } else {
                in.skipChildren();
            }
        }
        require(versionSeen, "the field " + VERSION_FIELD);
        require(contentSeen, "the field " + CONTENT_FIELD);
        require(in.nextToken() == null, "nothing behind the JSON object");
    }

    private static <K, V> void addNew(Map<K, V> rows, K key, V value) {
        if (rows.containsKey(key)) {
            throw new UncheckedIOException(new IOException("two entries have the key " + key));
        }
        rows.put(key, value);
    }

    private static void requireKnownVersion(String version) throws IOException {
        if (!KNOWN_VERSIONS.matcher(version).matches()) {
            throw new IOException("its " + VERSION_FIELD + " is " + version + ", expected one of 1.0.x");
        }
    }

    private static void require(boolean condition, String expected) throws IOException {
        if (!condition) {
            throw new IOException("expected " + expected);
        }
    }

    /** Tells whether two files hold the same content, each plain or compressed. */
    static boolean sameContent(Path one, Path other) throws IOException {
        try (InputStream a = decompressed(one, Files.newInputStream(one));
                InputStream b = decompressed(other, Files.newInputStream(other))) {
            while (true) {
                byte[] left = a.readNBytes(BUFFER);
                if (!Arrays.equals(left, b.readNBytes(BUFFER))) {
                    return false;
                }
                if (left.length == 0) {
                    return true;
                }
            }
        }
    }

    private static InputStream decompressed(Path file, InputStream in) throws IOException {
        return CacheDirectory.isCompressed(file) ? new GZIPInputStream(in, BUFFER) : in;
    }

    /** Level 1: twice as fast as the usual one, for files a quarter larger. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static final class Counter extends OutputStream {
        private final OutputStream out;
        private long length;

        Counter(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int single) throws IOException {
            out.write(single);
            length++;
        }

        @Override
        public void write(byte[] bytes, int offset, int size) throws IOException {
            out.write(bytes, offset, size);
            length += size;
        }
    }
}
