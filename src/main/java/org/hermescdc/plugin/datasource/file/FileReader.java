package org.hermescdc.plugin.datasource.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.SourceRequest;

/** Hands over the rows of files, one file after the other. */
public final class FileReader {

    private final RowFormat format;

    FileReader(RowFormat format) {
        this.format = format;
    }

    /** @throws HermesException if a file cannot be read to its end, or does not hold what it should */
    public void read(@Body Snapshot snapshot, @Variable("request") SourceRequest request) {
        snapshot.files().keySet().forEach(file -> read(file, request.rows()));
    }

    private void read(Path file, Consumer<Map<String, Object>> rows) {
        AtomicLong count = new AtomicLong();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            format.read(in, row -> {
                rows.accept(row);
                count.incrementAndGet();
            });
        } catch (CharacterCodingException e) {
            throw unknownBytes(file, count.get(), e);
        } catch (IOException e) {
            throw new HermesException("file '" + file + "' cannot be read: " + e.getMessage(), e);
        } catch (HermesException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw unknownBytes(file, count.get(), e);
            }
            throw new HermesException("file '" + file + "', after row " + count + ": " + e.getMessage(), e);
        }
    }

    private static HermesException unknownBytes(Path file, long row, Exception cause) {
        return new HermesException(
                "file '" + file + "', after row " + row + ": holds bytes that its encoding does not know", cause);
    }
}
