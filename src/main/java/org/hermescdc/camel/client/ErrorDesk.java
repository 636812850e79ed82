package org.hermescdc.camel.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.ops.QueueEntry;
import org.hermescdc.ops.QueueReport;
import org.hermescdc.ops.RetryReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators may ask of the error queue. Used by the client's own thread, between two events. */
public final class ErrorDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorDesk.class);

    private final ClientCache cache;
    private final QueueView view;
    private final Retry retry;
    private final Runnable route;
    private final Drop drop;
    private final Save save;

    /** @param route goes through the steps of a retry, and saves */
    ErrorDesk(ClientCache cache, Retry retry, Runnable route, Drop drop, Save save) {
        this.cache = cache;
        this.view = new QueueView(cache);
        this.retry = retry;
        this.route = route;
        this.drop = drop;
        this.save = save;
    }

    /** @param limit of the entries that are listed */
    public QueueReport list(int limit) {
        return view.list(limit);
    }

    /** @throws HermesException if there is no such entry */
    public QueueEntry show(long number) {
        return view.show(number);
    }

    /**
     * Tries entries again, in the order of every retry.
     *
     * @param numbers of the entries; none: all
     * @throws HermesException if the client is not in a state for it
     */
    public RetryReport retry(List<Long> numbers) {
        requireOrder();
        Set<Long> wanted = new TreeSet<>(numbers.isEmpty() ? cache.queue().numbers() : numbers);
        Map<Long, String> objects = new LinkedHashMap<>();
        wanted.forEach(number ->
                objects.put(number, cache.queue().entry(number).map(view::text).orElse("")));
        Set<Long> tried = wanted.isEmpty() ? Set.of() : retry.ordered(wanted::contains, route);
        List<RetryReport.Outcome> outcomes = new ArrayList<>();
        objects.forEach((number, object) -> outcomes.add(outcome(number, object, tried.contains(number))));
        return new RetryReport(outcomes);
    }

    /**
     * Takes an entry out of the queue without giving it to its handler, as if that had succeeded.
     *
     * @param id the event that the entry must be; empty: whatever it is
     * @return what to tell
     * @throws HermesException if the entry is not there, is another one, or another one has to go first
     */
    public String drop(long number, Optional<String> id) {
        requireOrder();
        QueueEntry shown = view.show(number);
        if (id.isPresent() && !id.get().equals(shown.id())) {
            throw new HermesException("entry " + number + " is not the one that was shown (" + id.get() + ", found "
                    + shown.id() + "); nothing is dropped");
        }
        if (shown.waitsFor() != null) {
            throw new HermesException("entry " + number + " waits for entry " + shown.waitsFor()
                    + ", which has to be retried or dropped first; nothing is dropped");
        }
        QueuedEvent entry = view.find(number);
        String lacking = drop.drop(entry);
        save.show();
        LOG.warn(
                "error queue: entry {} ({} {}) dropped as an operator wants it; it waited because: {}; the target may lack: {}",
                number,
                shown.event(),
                entry.localObject(),
                entry.message(),
                lacking);
        long behind = cache.queue().entriesOf(cache.queue().objectOf(entry)).count();
        return "dropped entry " + number + ": " + shown.event() + " " + shown.text()
                + "\nits handler was not called"
                + (shown.partiallyProcessed() ? " again; it had begun, up to step " + shown.step() : "")
                + "; the client takes it for done\nthe target may lack: " + lacking
                + (behind == 0 ? "" : "\nevents of this object that still wait: " + behind);
    }

    private RetryReport.Outcome outcome(long number, String object, boolean tried) {
        Optional<QueuedEvent> left = cache.queue().entry(number);
        if (left.isEmpty()) {
            return new RetryReport.Outcome(number, object, tried, tried ? "done" : "not in the error queue");
        }
        return new RetryReport.Outcome(number, object, false, tried ? afterTrial(left.get()) : untried(left.get()));
    }

    private static String afterTrial(QueuedEvent left) {
        return left.message() == null ? "done in part; the rest waits for the next retry" : "failed: " + left.message();
    }

    private String untried(QueuedEvent left) {
        return cache.queue()
                .inFrontOf(left)
                .map(first -> "not tried: entry " + first + " has to go first")
                .orElse("not tried: a pause or a stop ended the retry");
    }

    private void requireOrder() {
        if (!cache.state().position().isInitialised()) {
            throw new HermesException("the client has not processed a whole initsync sequence yet; nothing was done");
        }
        if (cache.isBehind()) {
            throw new HermesException("the client has to go over to the changed datamodel first; nothing was done");
        }
    }
}
