package org.hermescdc.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonGeneratorImpl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.event.ValueJson;

/**
 * Units of work on their way to the journal: JSON lines {@code ["table","operation",…]} in the frame of {@link
 * JournalFrame}. Rows that follow each other in a unit share a line; {@code ["table","same","other"]} puts the one row that
 * the last line of the other table has put. One unit is under way at a time, behind those that wait to be written.
 */
final class JournalLines {

    private static final String BASE = "base";
    private static final String PUT = "put";
    private static final String SAME = "same";
    private static final String REMOVE = "remove";
    private static final String CLEAR = "clear";
    private static final String CREATE = "create";
    private static final String DROP = "drop";
    private static final String FORGET_BACKUPS = "forget-backups";

    private final JournalFrame frame = new JournalFrame();

    /** What the changes of the tables in the journal build on. */
    private final Map<String, FileStamp> bases;

    /** Those of these tables that came with the unit under way. */
    private final Set<String> newlyBased = new HashSet<>();

    /** The row that the last line of each table has put; none where that was another line. */
    private final Map<FileTable<?, ?>, Object> lastRows = new HashMap<>();

    private JsonGenerator out = generator();
    private FileTable<?, ?> openTable;
    private String openOperation;

    /** @param bases of the tables that need no line with their base any more; the others are added */
    JournalLines(Map<String, FileStamp> bases) {
        this.bases = bases;
    }

    private JsonGenerator generator() {
        try {
            JsonGenerator generator = ValueJson.FACTORY.createGenerator(frame.content());
            generator.setHighestNonEscapedChar(127);
            ((JsonGeneratorImpl) generator).setRootValueSeparator(null);
            return generator;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    <K, V> void put(FileTable<K, V> table, K key, V value) throws IOException {
        boolean another = isOpen(table, PUT);
        FileTable<?, ?> twin = another ? null : holder(table, value);
        if (twin != null) {
            open(table, SAME);
            out.writeString(twin.name());
        } else {
            if (!another) {
                open(table, PUT);
                table.format().begin(out);
            }
            table.format().writeRow(out, key, value);
        }
        lastRows.put(table, another ? null : value);
    }

    /** The table whose last line has put this very row, and nothing else; null if there is none. */
    private <K, V> FileTable<?, ?> holder(FileTable<K, V> table, V value) {
        if (!(table.format() instanceof EntryFormat)) {
            return null;
        }
        for (Map.Entry<FileTable<?, ?>, Object> last : lastRows.entrySet()) {
            if (last.getValue() == value
                    && last.getKey() != table
                    && last.getKey().format().equals(table.format())) {
                return last.getKey();
            }
        }
        return null;
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

    /** Ends the unit under way, which may be empty: it waits to be written. */
    void keep() throws IOException {
        framed().keep();
        newlyBased.clear();
    }

    /** Takes the unit under way back. */
    void discard() {
        frame.discard();
        lastRows.clear();
        bases.keySet().removeAll(newlyBased);
        newlyBased.clear();
        openTable = null;
        // in the middle of a line the old one would go on there
        out = generator();
    }

    /** All units, with the one under way, in their frame. */
    JournalFrame framed() throws IOException {
        close();
        frame.end();
        return frame;
    }

    /** Forgets all units: they are written. */
    void written() {
        frame.clear();
        newlyBased.clear();
    }

    /** Forgets all units: what they tell stands in the files, and a new journal begins. */
    void clear() {
        written();
        lastRows.clear();
    }

    private boolean isOpen(FileTable<?, ?> table, String operation) {
        return openTable == table && operation.equals(openOperation);
    }

    private void open(FileTable<?, ?> table, String operation) throws IOException {
        close();
        if (bases.putIfAbsent(table.name(), table.stamp()) == null) {
            newlyBased.add(table.name());
            frame.beginLine();
            frame.content().write(base(table.name(), table.stamp()));
        }
        frame.beginLine();
        out.writeStartArray();
        out.writeString(table.name());
        out.writeString(operation);
        openTable = table;
        openOperation = operation;
        lastRows.remove(table);
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
        out.flush();
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

    /** The table whose last line a line made for {@link #SAME} repeats, or null if it is another line. */
    static String repeated(byte[] line) throws IOException {
        try (JsonParser in = ValueJson.FACTORY.createParser(line)) {
            in.nextToken();
            in.nextToken();
            in.nextToken();
            if (!in.getText().equals(SAME)) {
                return null;
            }
            in.nextToken();
            return in.getText();
        }
    }

    /** A line that puts into {@code table} what {@code line} puts into another one. */
    static byte[] repeat(byte[] line, String table) throws IOException {
        try (JsonParser in = ValueJson.FACTORY.createParser(line)) {
            in.nextToken();
            in.nextToken();
            in.nextToken();
            in.nextToken();
            int rows = (int) in.currentTokenLocation().getByteOffset();
            ByteArrayOutputStream repeated = new ByteArrayOutputStream();
            String head = ValueJson.text(List.of(table, PUT));
            repeated.writeBytes(head.substring(0, head.length() - 1).getBytes(StandardCharsets.UTF_8));
            repeated.write(',');
            repeated.write(line, rows, line.length - rows);
            return repeated.toByteArray();
        }
    }

    /** The line that says which file the changes of a table build on. */
    static byte[] base(String table, FileStamp stamp) {
        return ValueJson.text(List.of(table, BASE, stamp.toTree())).getBytes(StandardCharsets.UTF_8);
    }

    /** The stamp that a line made by {@link #base} tells, or null if it is another line. */
    static FileStamp baseStamp(byte[] line) throws IOException {
        try (JsonParser in = ValueJson.FACTORY.createParser(line)) {
            in.nextToken();
            in.nextToken();
            in.nextToken();
            if (!in.getText().equals(BASE)) {
                return null;
            }
            in.nextToken();
            return FileStamp.fromTree(ValueJson.read(in));
        }
    }
}
