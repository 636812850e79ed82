package org.hermescdc.camel.client;

/**
 * Where a client is on the bus.
 *
 * @param initStart offset of the init-start of the sequence that it began with; null before it found one
 * @param initStop offset of that sequence's init-stop
 * @param next offset of the next message that it wants
 */
public record Position(Long initStart, Long initStop, Long next) {

    static final Position NONE = new Position(null, null, null);

    static Position at(long initStart, long initStop, long next) {
        return new Position(initStart, initStop, next);
    }

    /** Whether a complete initsync sequence was found. */
    boolean isKnown() {
        return initStart != null && initStop != null && next != null;
    }

    /** Whether that sequence was processed to its end. */
    boolean isInitialised() {
        return isKnown() && next > initStop;
    }

    Position past(long next) {
        return new Position(initStart, initStop, next);
    }
}
