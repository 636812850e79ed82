package org.hermescdc.core.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Values;

/**
 * The JSON form of values, on the bus and in cache files (spec/03): datetimes are strings {@code
 * HermesDatetime(2024-01-31T12:34:56Z)}, bytes are {@code HermesBytes(<base64>)}; when reading, a string that fully
 * matches one of these forms becomes that type. An int stays an int of any size, a float a float.
 */
public final class ValueJson {

    private static final String DATETIME_PREFIX = "HermesDatetime(";
    private static final String BYTES_PREFIX = "HermesBytes(";
    private static final DateTimeFormatter DATETIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withResolverStyle(ResolverStyle.STRICT);
    private static final int LONGEST_NUMBER = 100_000;

    /** Reads and writes what Python's json module does, not-a-number and infinity included. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private ValueJson() {}

    /** Writes a value (see {@link Values}); a map in its own order. */
    public static void write(JsonGenerator out, Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof LocalDateTime datetime) {
            out.writeString(DATETIME_PREFIX + DATETIME.format(datetime) + ")");
        } else if (value instanceof Bytes bytes) {
            out.writeString(BYTES_PREFIX + Base64.getEncoder().encodeToString(bytes.toArray()) + ")");
        } else if (value instanceof BigInteger big) {
            out.writeNumber(big);
        } else if (value instanceof Integer number) {
            out.writeNumber(number);
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object item : list) {
                write(out, item);
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> item : map.entrySet()) {
                out.writeFieldName((String) item.getKey());
                write(out, item.getValue());
            }
            out.writeEndObject();
        } else {
            write(out, Values.normalize(value));
        }
    }

    /** Writes the attributes of an entry as an object, sorted by name. */
    public static void write(JsonGenerator out, Entry entry) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, Object> attribute : entry.byName()) {
            out.writeFieldName(attribute.getKey());
            write(out, attribute.getValue());
        }
        out.writeEndObject();
    }

    /**
     * Reads the value that begins at the parser's current token, or at its next one if it has none yet. Maps keep the
     * order of the text.
     *
     * @throws IOException if the text is no JSON
     */
    public static Object read(JsonParser in) throws IOException {
        return read(in, ValueJson::fromText);
    }

    /** Like {@link #read}, for JSON that is not of Hermes: every string is text, whatever it looks like. */
    public static Object readForeign(JsonParser in) throws IOException {
        return read(in, text -> text);
    }

    private static Object read(JsonParser in, Function<String, Object> text) throws IOException {
        JsonToken token = in.currentToken() == null ? in.nextToken() : in.currentToken();
        if (token == null) {
            throw new IOException("no JSON value: the text is empty");
        }
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NUMBER_INT -> integer(in);
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_STRING -> text.apply(in.getText());
            case START_ARRAY -> readList(in, text);
            case START_OBJECT -> readMap(in, text);
            default ->
                throw new IOException(
                        "unexpected " + token + " at " + in.currentLocation().offsetDescription());
        };
    }

    /** Reads an object as an entry; null members and empty lists and maps count as absent. */
    public static Entry readEntry(JsonParser in) throws IOException {
        if (read(in) instanceof Map<?, ?> map) {
            return entry(map);
        }
        throw new IOException("an entry must be a JSON object");
    }

    /** Returns the value of a whole JSON text. */
    public static Object parse(String json) throws IOException {
        return parse(json, ValueJson::fromText);
    }

    /** Returns the value of a whole JSON text that is not of Hermes, as {@link #readForeign} does. */
    public static Object parseForeign(String json) throws IOException {
        return parse(json, text -> text);
    }

    private static Object parse(String json, Function<String, Object> text) throws IOException {
        try (JsonParser in = FACTORY.createParser(json)) {
            Object value = read(in, text);
            if (in.nextToken() != null) {
                throw new IOException("text after the JSON value");
            }
            return value;
        }
    }

    /** Returns a value as JSON text on one line. */
    public static String text(Object value) {
        return text(value, null);
    }

    /** Returns a value as JSON text for people and for line by line comparison: each value on a line of its own. */
    public static String lines(Object value) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return text(value, printer) + "\n";
    }

    private static String text(Object value, PrettyPrinter printer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.setPrettyPrinter(printer);
            write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @SuppressWarnings("unchecked")
    static Entry entry(Map<?, ?> map) {
        return Entry.of((Map<String, ?>) map);
    }

    private static Number integer(JsonParser in) throws IOException {
        return in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? Values.integer(in.getBigIntegerValue())
                : (Number) in.getLongValue();
    }

    private static Object fromText(String text) {
        if (!text.endsWith(")") || !text.startsWith("Hermes")) {
            return text;
        }
        try {
            if (text.startsWith(DATETIME_PREFIX)) {
                return LocalDateTime.parse(inner(text, DATETIME_PREFIX), DATETIME);
            }
            if (text.startsWith(BYTES_PREFIX)) {
                return Bytes.of(Base64.getDecoder().decode(inner(text, BYTES_PREFIX)));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            return text; // looks like the form but is not: a string like any other
        }
        return text;
    }

    private static String inner(String text, String prefix) {
        return text.substring(prefix.length(), text.length() - 1);
    }

    private static List<Object> readList(JsonParser in, Function<String, Object> text) throws IOException {
        List<Object> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(in, text));
        }
        return items;
    }

    private static Map<String, Object> readMap(JsonParser in, Function<String, Object> text) throws IOException {
        Map<String, Object> items = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            items.put(name, read(in, text));
        }
        return items;
    }
}
