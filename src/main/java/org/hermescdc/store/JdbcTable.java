package org.hermescdc.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A table in a database: in memory are only its state, and some rows while all are gone through. */
final class JdbcTable<K, V> implements OwnTable<K, V> {

    private static final int PAGE = 500;

    private final JdbcSession session;
    private final String name;
    private final FileKind kind;
    private State<K, V> state;

    /**
     * What a table is beside its rows.
     *
     * @param dropped whether it was dropped and not filled since: it may come back in another format
     */
    record State<K, V>(TableFormat<K, V> format, boolean exists, boolean dropped, int size) {

        boolean isReopened() {
            return dropped && !exists;
        }

        State<K, V> withSize(int newSize) {
            return new State<>(format, exists, dropped, newSize);
        }

        State<K, V> created() {
            return new State<>(format, true, dropped, size);
        }

        State<K, V> gone() {
            return new State<>(format, false, true, 0);
        }

        State<K, V> withFormat(TableFormat<K, V> other) {
            return new State<>(other, exists, dropped, size);
        }
    }

    JdbcTable(JdbcSession session, String name, TableFormat<K, V> format, FileKind kind) {
        this.session = session;
        this.name = name;
        this.kind = kind;
        boolean exists = session.read(rows -> rows.exists(name));
        state = new State<>(format, exists, false, exists ? session.read(rows -> rows.size(name)) : 0);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean exists() {
        return state.exists();
    }

    @Override
    public V get(K key) {
        Row<K, V> row = row(key);
        return row == null ? null : row.value();
    }

    @Override
    public boolean contains(K key) {
        return content(key) != null;
    }

    @Override
    public int size() {
        return state.size();
    }

    @Override
    public List<K> keys() {
        List<K> keys = new ArrayList<>(size());
        forEach((key, value) -> keys.add(key));
        return keys;
    }

    @Override
    public Stream<V> values() {
        return rows().map(Row::value);
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        rows().forEach(row -> action.accept(row.key(), row.value()));
    }

    /** A row as it is in memory. */
    record Row<K, V>(K key, V value) {}

    private Stream<Row<K, V>> rows() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Pages(), Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /** All rows in order, some at a time: no transaction is open meanwhile. */
    private final class Pages implements Iterator<Row<K, V>> {

        private final Deque<JdbcRows.Row> page = new ArrayDeque<>();
        private byte[] last = JdbcRows.START;
        private boolean more = true;

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && more) {
                page.addAll(session.read(rows -> rows.behind(name, last, PAGE)));
                more = page.size() == PAGE;
                last = page.isEmpty() ? last : page.getLast().id();
            }
            return !page.isEmpty();
        }

        @Override
        public Row<K, V> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return parsed(page.remove().content());
        }
    }

    private Row<K, V> row(K key) {
        String content = content(key);
        return content == null ? null : parsed(content);
    }

    private String content(K key) {
        return state.size() == 0 ? null : session.read(rows -> rows.content(name, id(key)));
    }

    byte[] id(K key) {
        return KeyBytes.of(format().keyValue(key));
    }

    Row<K, V> parsed(String content) {
        List<Row<K, V>> rows = new ArrayList<>(1);
        try {
            RowText.read(format(), content, (key, value) -> rows.add(new Row<>(key, value)));
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException("a row of the collection " + name + " cannot be read: " + e.getMessage(), e);
        }
        return rows.get(0);
    }

    @Override
    public TableFormat<K, V> format() {
        return state.format();
    }

    @Override
    public FileKind kind() {
        return kind;
    }

    State<K, V> state() {
        return state;
    }

    void become(State<K, V> other) {
        state = other;
    }
}
