package org.hermescdc.camel.server;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hermescdc.core.diff.Batches.Batch;
import org.hermescdc.core.diff.Change;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.EventJson;
import org.hermescdc.ops.LogText;
import org.hermescdc.ops.RunControl;
import org.hermescdc.spi.BusException;
import org.hermescdc.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 5.1.1.2 of a cycle: writes down which events of a batch are about to be sent, sends them, and waits until the bus has
 * acknowledged them (spec/03).
 */
public final class Publish {

    private static final Logger LOG = LoggerFactory.getLogger(Publish.class);

    private final ServerCache cache;
    private final ChangeEvents changeEvents;
    private final Consumer<List<Event>> bus;
    private final RunControl control;
    private final LogText text;
    private final int batchSize;
    private int unforced;

    /**
     * @param bus sends events as {@link org.hermescdc.spi.BusProducer#publish} does
     * @param batchSize of how many events, at most, a power failure may take away that they were sent
     */
    Publish(ServerCache cache, Consumer<List<Event>> bus, RunControl control, LogText text, int batchSize) {
        this.batchSize = batchSize;
        this.text = text;
        this.cache = cache;
        this.changeEvents = new ChangeEvents(cache);
        this.bus = bus;
        this.control = control;
    }

    /**
     * What became of a batch.
     *
     * @param acknowledged the changes whose events are known to be on the bus, from the start of the batch
     * @param refused the changes whose events are known not to be there, at the end of the batch
     * @param failure why not all are acknowledged; null if they are
     */
    public record Published(
            Batch batch, List<? extends Change> acknowledged, List<? extends Change> refused, BusException failure) {}

    /**
     * Sends the events of a batch.
     *
     * @throws StoppedException before anything is sent, when a stop is requested
     * @throws StoreException before anything is sent, if it cannot be written down
     */
    public Published publish(Batch batch) {
        proceed();
        List<? extends Change> changes = batch.changes();
        List<Event> events = changeEvents.of(changes);
        note(changes);
        try {
            deliver(events);
            return new Published(batch, changes, List.of(), null);
        } catch (BusException e) {
            int sent = Math.max(e.acknowledged(), Math.min(e.sent(), changes.size()));
            return new Published(batch, changes.subList(0, e.acknowledged()), changes.subList(sent, changes.size()), e);
        }
    }

    private void note(List<? extends Change> changes) {
        cache.intend(changes);
        unforced += changes.size();
        if (unforced > batchSize) {
            cache.store().flush();
            unforced = 0;
        }
    }

    /**
     * Sends events that need no commit.
     *
     * @throws StoppedException before anything is sent, when a stop is requested
     * @throws BusException if not all are acknowledged
     */
    public void send(List<Event> events) {
        proceed();
        deliver(events);
    }

    private void proceed() {
        if (!control.proceed()) {
            throw new StoppedException();
        }
    }

    private void deliver(List<Event> events) {
        bus.accept(events);
        if (LOG.isInfoEnabled()) {
            events.forEach(this::log);
        }
    }

    private void log(Event event) {
        if (event instanceof Event.ObjectEvent object) {
            LOG.info("sent {} of {}[{}] {}", EventJson.typeOf(event), object.type(), object.key(), shown(object));
        } else {
            LOG.info("sent {}", EventJson.typeOf(event));
        }
    }

    /** The attributes as a log may show them. */
    private String shown(Event.ObjectEvent event) {
        ServerType type = cache.type(event.type());
        Set<String> secrets = type == null ? Set.of() : type.config().secrets();
        if (event instanceof Event.Added added) {
            return text.of(added.attributes().toMap(), secrets);
        }
        if (event instanceof Event.Modified modified) {
            return "added " + text.of(modified.delta().added().toMap(), secrets) + ", modified "
                    + text.of(modified.delta().modified().toMap(), secrets) + ", removed "
                    + modified.delta().removed();
        }
        return "";
    }
}
