package org.hermescdc.core.event;

import java.util.Optional;

/**
 * Finds complete initsync sequences in the messages of a bus, given in order: an {@code init-start} and the next {@code
 * init-stop}, without another start between them.
 */
public final class InitsyncScan {

    /**
     * @param start offset of the init-start
     * @param stop offset of the init-stop
     */
    public record Sequence(long start, long stop) {}

    private Long openStart;
    private Sequence first;
    private Sequence newest;

    public void accept(long offset, Event event) {
        if (event instanceof Event.InitStart) {
            openStart = offset;
        } else if (event instanceof Event.InitStop && openStart != null) {
            newest = new Sequence(openStart, offset);
            first = first == null ? newest : first;
            openStart = null;
        }
    }

    /** Forgets what began before {@code offset}, because the bus does not keep it any more. */
    public void forgetBefore(long offset) {
        if (openStart != null && openStart < offset) {
            openStart = null;
        }
        if (newest != null && newest.start() < offset) {
            newest = null;
        }
        if (first != null && first.start() < offset) {
            first = newest;
        }
    }

    /** The first complete sequence so far. */
    public Optional<Sequence> first() {
        return Optional.ofNullable(first);
    }

    /** The last complete sequence so far. */
    public Optional<Sequence> newest() {
        return Optional.ofNullable(newest);
    }
}
