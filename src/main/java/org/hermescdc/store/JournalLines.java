package org.hermescdc.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hermescdc.core.event.ValueJson;

/**
 * The changes of one unit of work as JSON lines {@code ["table","operation",…]}; rows that follow each other share a
 * line.
 */
final class JournalLines {

    private static final String PUT = "put";
    private static final String REMOVE = "remove";
    private static final String CLEAR = "clear";
    private static final String CREATE = "create";
    private static final String DROP = "drop";
    private static final String FORGET_BACKUPS = "forget-backups";

    private final List<byte[]> lines = new ArrayList<>();
    private final Set<FileTable<?, ?>> tables = new LinkedHashSet<>();
    private ByteArrayOutputStream text;
    private JsonGenerator out;
    private FileTable<?, ?> openTable;
    private String openOperation;

    <K, V> void put(FileTable<K, V> table, K key, V value) throws IOException {
        if (!isOpen(table, PUT)) {
            open(table, PUT);
            table.format().begin(out);
        }
        table.format().writeRow(out, key, value);
    }

    /** Like {@link #put} on a line of its own: a document has one row, which it may get twice. */
    <K, V> void set(FileTable<K, V> table, K key, V value) throws IOException {
        close();
        put(table, key, value);
    }

    <K> void remove(FileTable<K, ?> table, K key) throws IOException {
        if (!isOpen(table, REMOVE)) {
            open(table, REMOVE);
            out.writeStartArray();
        }
        table.format().writeKey(out, key);
    }

    void clear(FileTable<?, ?> table) throws IOException {
        open(table, CLEAR);
    }

    void create(FileTable<?, ?> table) throws IOException {
        open(table, CREATE);
    }

    void drop(FileTable<?, ?> table) throws IOException {
        open(table, DROP);
    }

    void forgetBackups(FileTable<?, ?> table) throws IOException {
        open(table, FORGET_BACKUPS);
    }

    /** All lines; nothing is added afterwards. */
    List<byte[]> lines() throws IOException {
        close();
        return lines;
    }

    Set<FileTable<?, ?>> tables() {
        return tables;
    }

    private boolean isOpen(FileTable<?, ?> table, String operation) {
        return openTable == table && operation.equals(openOperation);
    }

    private void open(FileTable<?, ?> table, String operation) throws IOException {
        close();
        tables.add(table);
        text = new ByteArrayOutputStream();
        out = ValueJson.FACTORY.createGenerator(text);
        out.setHighestNonEscapedChar(127);
        out.writeStartArray();
        out.writeString(table.name());
        out.writeString(operation);
        openTable = table;
        openOperation = operation;
    }

    private void close() throws IOException {
        if (openTable == null) {
            return;
        }
        if (openOperation.equals(PUT)) {
            openTable.format().end(out);
        } else if (openOperation.equals(REMOVE)) {
            out.writeEndArray();
        }
        out.writeEndArray();
        out.close();
        lines.add(text.toByteArray());
        openTable = null;
    }

    /** The table that a line is about. */
    static String table(byte[] line) throws IOException {
        try (JsonParser in = ValueJson.FACTORY.createParser(line)) {
            in.nextToken();
            in.nextToken();
            return in.getText();
        }
    }

    /** Does to {@code table} what a line tells. */
    static <K, V> void replay(byte[] line, FileTable<K, V> table) throws IOException {
        try (JsonParser in = ValueJson.FACTORY.createParser(line)) {
            in.nextToken();
            in.nextToken();
            in.nextToken();
            String operation = in.getText();
            in.nextToken();
            switch (operation) {
                case PUT -> table.format().read(in, table::put);
                case REMOVE -> replayRemove(in, table);
                case CLEAR -> table.clear();
                case CREATE -> table.create();
                case DROP -> table.drop();
                case FORGET_BACKUPS -> table.forgetBackups();
                default -> throw new IOException("unknown operation '" + operation + "'");
            }
        }
    }

    private static <K, V> void replayRemove(JsonParser in, FileTable<K, V> table) throws IOException {
        while (in.nextToken() != JsonToken.END_ARRAY) {
            table.remove(table.format().readKey(in));
        }
    }

    /** The line that says which file the changes of a table build on. */
    static byte[] base(String table, FileStamp stamp) {
        return ValueJson.text(List.of(table, "base", stamp.toTree())).getBytes(StandardCharsets.UTF_8);
    }

    /** The stamp that a line made by {@link #base} tells, or null if it is another line. */
    static FileStamp baseStamp(byte[] line) throws IOException {
        try (JsonParser in = ValueJson.FACTORY.createParser(line)) {
            in.nextToken();
            in.nextToken();
            in.nextToken();
            if (!in.getText().equals("base")) {
                return null;
            }
            in.nextToken();
            return FileStamp.fromTree(ValueJson.read(in));
        }
    }
}
