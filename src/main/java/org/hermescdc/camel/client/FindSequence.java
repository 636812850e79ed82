package org.hermescdc.camel.client;

import java.util.Optional;
import org.hermescdc.core.event.InitsyncScan;
import org.hermescdc.core.event.InitsyncScan.Sequence;
import org.hermescdc.ops.RunControl;
import org.hermescdc.spi.BusConsumer;
import org.hermescdc.spi.BusMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step {@code find-sequence} of a client that is not initialised: looks for complete initsync sequences on the bus and
 * chooses the one to begin with. Each call goes on where the last one ended.
 */
public final class FindSequence {

    private static final Logger LOG = LoggerFactory.getLogger(FindSequence.class);

    private final InitsyncScan scan = new InitsyncScan();
    private final Inbox inbox;
    private final ClientCache cache;
    private final RunControl control;
    private final boolean useFirst;
    private boolean waiting;
    private long next;

    /** @param useFirst whether to begin with the first sequence instead of the newest */
    FindSequence(Inbox inbox, ClientCache cache, RunControl control, boolean useFirst) {
        this.inbox = inbox;
        this.cache = cache;
        this.control = control;
        this.useFirst = useFirst;
    }

    /**
     * Returns whether the client has a sequence to process: one that it began before, or a new one. A stop in the middle of
     * the search, or an end for something else, chooses none: a newer one may be behind.
     */
    public boolean find() {
        if (cache.state().position().isKnown()) {
            return true;
        }
        BusConsumer.Bounds bounds = inbox.bounds();
        scan.forgetBefore(bounds.first());
        inbox.between(Math.max(next, bounds.first()), bounds.end()).forEachRemaining(this::look);
        if (control.isStopRequested() || control.isWanted()) {
            return false;
        }
        Optional<Sequence> chosen = useFirst ? scan.first() : scan.newest();
        chosen.ifPresentOrElse(this::begin, this::tellWaiting);
        return chosen.isPresent();
    }

    private void look(BusMessage message) {
        if (message.event() != null) {
            scan.accept(message.offset(), message.event());
        }
        next = message.next();
    }

    /** Once, and not at each look. */
    private void tellWaiting() {
        if (!waiting) {
            LOG.info("no complete initsync sequence on the bus yet: waiting for one");
            waiting = true;
        }
    }

    private void begin(Sequence sequence) {
        LOG.info("beginning with the initsync sequence from message {} to {}", sequence.start(), sequence.stop());
        Update update = new Update();
        cache.state().position(update, Position.at(sequence.start(), sequence.stop(), sequence.start()));
        cache.apply(update);
    }
}
