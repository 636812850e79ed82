package org.hermescdc.camel.client;

import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.DataSchema.DataType;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.core.trashbin.Transition;
import org.hermescdc.spi.BusMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step {@code receive}: tells what a message is to this client. Initsync events are for a client that is not
 * initialised; duplicates are recognised by state (spec/03, "Delivery contract"); an object that no local type is made
 * from is only kept.
 */
public final class Receive {

    private static final Logger LOG = LoggerFactory.getLogger(Receive.class);

    private final ClientCache cache;
    private final RemovalTime removal;
    private final Remainders remainders;
    private final Consumer<Event> taken;
    private final AtomicLong foreign = new AtomicLong();

    /** @param taken is told each event that comes from the bus */
    Receive(ClientCache cache, RemovalTime removal, Remainders remainders, Consumer<Event> taken) {
        this.taken = taken;
        this.cache = cache;
        this.remainders = remainders;
        this.removal = removal;
    }

    public Received receive(BusMessage message) {
        boolean initialised = cache.state().position().isInitialised();
        Event event = message.event();
        if (event == null) {
            LOG.warn(
                    "message {} of the bus skipped, which is none of ours: {}; {} since the start",
                    message.offset(),
                    message.problem(),
                    foreign.incrementAndGet());
            return skip(message);
        }
        taken.accept(event);
        if (event.category() == Event.Category.INITSYNC && initialised || event instanceof Event.InitStop) {
            return skip(message);
        }
        if (event instanceof Event.InitStart start) {
            return schema(message, start.schema());
        }
        if (event instanceof Event.SchemaChanged changed) {
            return schema(message, changed.schema());
        }
        return change(message, (ObjectEvent) event);
    }

    /** How many messages were no events of Hermes, since the client was started; for any thread. */
    long foreign() {
        return foreign.get();
    }

    private Received schema(BusMessage message, DataSchema schema) {
        remainders.queueAll();
        return new Received.Schema(message, schema);
    }

    private Received change(BusMessage message, ObjectEvent event) {
        if (!cache.collections().hasRemote(event.type())) {
            LOG.warn("message {} skipped: the data schema has no type {}", message.offset(), event.type());
            return skip(message);
        }
        Presence object = cache.collections().remote(event.type()).complete().find(event.key());
        InFlight fresh = InFlight.ofMessage(message.offset());
        Optional<InFlight> mark = cache.state().inFlight().filter(fresh::isOf);
        if (mark.isPresent()) {
            LOG.info("message {} was begun by a run that died: it is gone on with", message.offset());
            return new Received.Change(new Arrival(message, event, object, mark.get()));
        }
        Optional<ObjectEvent> news = news(message, event, object);
        return news.map(amounted -> arrived(message, amounted, object)).orElseGet(() -> skip(message));
    }

    private Received arrived(BusMessage message, ObjectEvent event, Presence object) {
        Optional<LocalDateTime> since = removal.at(message.timestamp());
        Collection plain = cache.collections().remote(event.type()).plain();
        Presence after = Transition.awaited(object, plain.find(event.key()), event, since);
        if (!cache.datamodel().madeFrom(event.type()).isEmpty()) {
            remainders.queueOf(new ObjectId(event.type(), event.key()));
            return new Received.Change(new Arrival(message, event, after, InFlight.ofMessage(message.offset())));
        }
        Update update = new Update();
        cache.collections().remote(event.type()).complete().set(update, event.key(), after);
        plain.set(
                update,
                event.key(),
                Transition.of(plain.find(event.key()), event, since).settled());
        return record(message, update);
    }

    /** What the event amounts to for the object that is there; empty if it is known already. */
    private Optional<ObjectEvent> news(BusMessage message, ObjectEvent event, Presence object) {
        ObjectId id = new ObjectId(event.type(), event.key());
        Optional<ObjectEvent> news = Optional.of(event);
        if (event instanceof Event.Added added && object.isKept()) {
            EntryDelta delta = EntryDelta.between(object.kept(), added.attributes());
            news = delta.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Event.Modified(event.type(), event.key(), delta));
        } else if (event instanceof Event.Modified modified) {
            if (object.isNowhere()) {
                LOG.error("message {} skipped: it modifies {}, which was never added", message.offset(), id);
                return Optional.empty();
            }
            news = object.isKept() && changesNothing(modified, object) ? Optional.empty() : news;
        } else if (event instanceof Event.Removed && !object.isKept()) {
            news = Optional.empty();
        }
        if (news.isEmpty()) {
            LOG.info("message {} skipped: what it tells of {} is known already", message.offset(), id);
        }
        return news;
    }

    /** The old value of a secret is not known: an event that carries one always counts. */
    private boolean changesNothing(Event.Modified event, Presence object) {
        DataType type = cache.schema().types().get(event.type());
        EntryDelta delta = event.delta();
        boolean secret = type.secrets().stream()
                .anyMatch(name -> delta.added().has(name)
                        || delta.modified().has(name)
                        || delta.removed().contains(name));
        return !secret && delta.applyTo(object.kept()).equals(object.kept());
    }

    private Received skip(BusMessage message) {
        return record(message, new Update());
    }

    private Received record(BusMessage message, Update update) {
        cache.state().past(update, message.next());
        cache.apply(update);
        return new Received.Done();
    }
}
