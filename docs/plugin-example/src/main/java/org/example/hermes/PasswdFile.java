package org.example.hermes;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.SourceRequest;

/** The bean of the route: reads the accounts of one file, line by line. */
public final class PasswdFile {

    private static final int FIELDS = 7;

    private final Path path;

    PasswdFile(Path path) {
        this.path = path;
    }

    /**
     * Hands over a row for each line.
     *
     * @throws HermesException if the file is not there, or a line is not whole: half a file must not pass for all
     */
    public void read(SourceRequest request) {
        if (!request.isFetch()) {
            throw new HermesException("a passwd file is only read: no " + request.kind());
        }
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                request.rows().accept(row(line, ++number));
            }
        } catch (NoSuchFileException e) {
            throw new HermesException(path + " is not there", e);
        } catch (CharacterCodingException e) {
            throw new HermesException(path + " is no text in UTF-8", e);
        } catch (IOException e) {
            throw new HermesException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> row(String line, int number) {
        String[] fields = line.split(":", -1);
        if (fields.length != FIELDS || !fields[2].matches("\\d{1,18}")) {
            throw new HermesException(path + ":" + number + ": found a line that is no account; expected "
                    + "login:password:uid:gid:gecos:home:shell. Nothing of the file is used");
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("login", fields[0]);
        row.put("uid", Long.valueOf(fields[2]));
        row.put("gecos", fields[4].isEmpty() ? null : fields[4]);
        row.put("home", fields[5]);
        row.put("shell", fields[6]);
        return row;
    }
}
