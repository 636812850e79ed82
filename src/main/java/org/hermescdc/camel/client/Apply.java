package org.hermescdc.camel.client;

import java.util.Iterator;
import java.util.List;
import org.hermescdc.camel.observe.PhaseTimes;
import org.hermescdc.spi.BusMessage;

/**
 * The step {@code apply}: takes the changes of a batch one after the other, up to the next data schema, through the steps of
 * {@code consume-stepwise} and {@code handle}: receive, translate, admit, handle, and record or queue. The same beans in the
 * same order, without an exchange for each event.
 */
public final class Apply {

    private final Receive receive;
    private final Translate translate;
    private final Admit admit;
    private final Handle handle;
    private final Outcome outcome;
    private final PhaseTimes times;
    private Iterator<BusMessage> batch = List.<BusMessage>of().iterator();
    private boolean over = true;
    private long translating;
    private long handling;
    private long recording;

    /** @param times is told what the steps took that are no steps of a route here */
    Apply(Receive receive, Translate translate, Admit admit, Handle handle, Outcome outcome, PhaseTimes times) {
        this.receive = receive;
        this.translate = translate;
        this.admit = admit;
        this.handle = handle;
        this.outcome = outcome;
        this.times = times;
    }

    /** Begins a batch. */
    public void begin(Iterator<BusMessage> messages) {
        batch = messages;
        over = false;
    }

    /** Whether messages of the batch may be left. */
    public boolean goesOn() {
        return !over;
    }

    /** Applies all changes up to the next schema, which it returns; {@link Received.Done} at the end of the batch. */
    public Received apply() {
        over = true;
        try {
            while (batch.hasNext()) {
                Received received = receive.receive(batch.next());
                if (received instanceof Received.Change change) {
                    apply(change);
                } else if (received.isSchema()) {
                    over = false;
                    return received;
                }
            }
            return new Received.Done();
        } finally {
            tellTimes();
        }
    }

    private void apply(Received.Change change) {
        long start = System.nanoTime();
        List<LocalChange> locals = translate.translate(change);
        translating += System.nanoTime() - start;
        for (LocalChange local : locals) {
            apply(admit.admit(local));
        }
    }

    private void apply(LocalChange change) {
        long start = System.nanoTime();
        if (change.mustWait()) {
            outcome.queue(change);
            recording += System.nanoTime() - start;
            return;
        }
        Tried tried = handle.handle(change);
        long handled = System.nanoTime();
        handling += handled - start;
        if (tried.isFailed()) {
            outcome.queueFailed(tried);
        } else {
            outcome.record(tried);
        }
        recording += System.nanoTime() - handled;
    }

    private void tellTimes() {
        tell("translate", translating);
        tell("handle", handling);
        tell("outcome", recording);
        translating = 0;
        handling = 0;
        recording = 0;
    }

    private void tell(String phase, long nanos) {
        if (nanos > 0) {
            times.add(phase, nanos);
        }
    }
}
