package org.hermescdc.plugin.datasource.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.hermescdc.core.HermesException;

/**
 * Lines of values (RFC 4180). All values are text; a value that is empty and not quoted is null. Every line must have as
 * many values as the first.
 *
 * @param header whether the first line holds the names of the columns; else they are called 1, 2, 3
 */
record CsvFormat(Charset charset, char delimiter, boolean header) implements RowFormat {

    @Override
    public void read(InputStream file, Consumer<Map<String, Object>> rows) throws IOException {
        try (CSVParser lines = CSVParser.parse(Text.of(file, charset), format())) {
            Iterator<CSVRecord> records = lines.iterator();
            List<String> names = header ? names(lines, records) : null;
            for (CSVRecord record = next(lines, records); record != null; record = next(lines, records)) {
                names = names == null ? numbers(record.size()) : names;
                rows.accept(row(names, record, lines.getCurrentLineNumber()));
            }
        }
    }

    private CSVFormat format() {
        // with this mode a quoted value is never null
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .setNullString("")
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .get();
    }

    private static List<String> names(CSVParser lines, Iterator<CSVRecord> records) throws IOException {
        CSVRecord first = next(lines, records);
        if (first == null) {
            throw new HermesException("the file is empty; expected a line with the names of the columns");
        }
        if (lines.getFirstEndOfLine() == null) {
            throw new HermesException("the file ends within its first line, the names of the columns");
        }
        Set<String> known = new HashSet<>();
        for (String name : first) {
            if (name == null) {
                throw new HermesException("a column has no name");
            }
            if (!known.add(name)) {
                throw new HermesException("two columns are called '" + name + "'; their names must differ");
            }
        }
        return List.of(first.values());
    }

    private static List<String> numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(String::valueOf).toList();
    }

    private static Map<String, Object> row(List<String> names, CSVRecord record, long line) {
        if (record.size() != names.size()) {
            throw new HermesException("the row that ends in line " + line + " has " + record.size()
                    + " values; expected " + names.size() + ", as in the first");
        }
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), record.get(i));
        }
        return row;
    }

    /** The next record, or null at the end. */
    private static CSVRecord next(CSVParser lines, Iterator<CSVRecord> records) throws IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException unknown) {
                throw unknown;
            }
            throw new HermesException(
                    "line " + lines.getCurrentLineNumber() + " cannot be read as CSV, or ends in the middle", e);
        }
    }
}
