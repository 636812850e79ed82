package org.hermescdc.core.event;

import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/** One difference, or one mark of an initsync sequence, as it travels on the bus (spec/03). Immutable. */
public sealed interface Event {

    Category category();

    /** {@code base} for differences, {@code initsync} for the full state that a new client starts from. */
    enum Category {
        BASE("base"),
        INITSYNC("initsync");

        private final String text;

        Category(String text) {
            this.text = text;
        }

        /** The word on the bus. */
        public String text() {
            return text;
        }
    }

    /** An event about one object. */
    sealed interface ObjectEvent extends Event {
        /** The data type of the object. */
        String type();

        Key key();

        Progress progress();

        ObjectEvent withProgress(Progress progress);
    }

    /** A new object with all its attributes. */
    record Added(Category category, String type, Key key, Entry attributes, Progress progress) implements ObjectEvent {
        public Added(Category category, String type, Key key, Entry attributes) {
            this(category, type, key, attributes, Progress.NONE);
        }

        @Override
        public Added withProgress(Progress progress) {
            return new Added(category, type, key, attributes, progress);
        }
    }

    /** Some attributes of an object changed. */
    record Modified(String type, Key key, EntryDelta delta, Progress progress) implements ObjectEvent {
        public Modified(String type, Key key, EntryDelta delta) {
            this(type, key, delta, Progress.NONE);
        }

        @Override
        public Category category() {
            return Category.BASE;
        }

        @Override
        public Modified withProgress(Progress progress) {
            return new Modified(type, key, delta, progress);
        }
    }

    /** An object is no more. */
    record Removed(String type, Key key, Progress progress) implements ObjectEvent {
        public Removed(String type, Key key) {
            this(type, key, Progress.NONE);
        }

        @Override
        public Category category() {
            return Category.BASE;
        }

        @Override
        public Removed withProgress(Progress progress) {
            return new Removed(type, key, progress);
        }
    }

    /** The server's data schema changed. */
    record SchemaChanged(DataSchema schema) implements Event {
        @Override
        public Category category() {
            return Category.BASE;
        }
    }

    /** Begins an initsync sequence. */
    record InitStart(DataSchema schema) implements Event {
        @Override
        public Category category() {
            return Category.INITSYNC;
        }
    }

    /** Ends an initsync sequence: without it the sequence does not count. */
    record InitStop() implements Event {
        @Override
        public Category category() {
            return Category.INITSYNC;
        }
    }

    /**
     * How far a handler came with an event: always {@link #NONE} on the bus, kept with events in an error queue.
     *
     * @param step the handler's own numbering of its operations; a retry resumes there
     * @param partiallyProcessed whether the target was already changed
     */
    record Progress(int step, boolean partiallyProcessed) {
        public static final Progress NONE = new Progress(0, false);
    }
}
