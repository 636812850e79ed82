package org.hermescdc.spi;

/**
 * The bus no longer has the message that a client needs next, or never had it: no retry helps. The client stays up and
 * makes no progress until an operator acts (spec/03, "What a bus must do").
 */
public class OffsetLostException extends BusException {

    private static final long serialVersionUID = 1L;

    private final long wanted;

    /**
     * @param bus names the bus in the message
     * @param wanted the offset that is not there
     */
    public OffsetLostException(String bus, long wanted, BusConsumer.Bounds bounds) {
        super(bus + " does not have the message " + wanted + " that this client needs next, but "
                + (bounds.isEmpty() ? "none" : bounds.first() + " to " + (bounds.end() - 1)) + ": "
                + (wanted < bounds.first()
                        ? "it was dropped by the retention"
                        : "it is another bus than before, or was emptied")
                + "; the client makes no progress. Stop it, empty its cache directory, start it again, and run"
                + " 'hermes server-cli initsync'");
        this.wanted = wanted;
    }

    public long wanted() {
        return wanted;
    }
}
