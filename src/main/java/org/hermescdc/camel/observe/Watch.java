package org.hermescdc.camel.observe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hermescdc.core.event.Event;
import org.hermescdc.spi.HandlerEvent;

/**
 * What is known of a running program whether or not anybody looks: its last cycle, its rate, how its peers answer. Tells
 * {@link Observer}s more, where there are any. The program's thread tells; any thread asks.
 */
public final class Watch {

    private final Clock clock;
    private final Contacts contacts;
    private final Rate rate;
    private final PhaseTimes times;
    private final List<Observer> observers = new CopyOnWriteArrayList<>();
    private volatile Instant progress;

    /** @param phases the beans in routes whose time is measured */
    public Watch(Clock clock, Set<String> phases) {
        this.clock = clock;
        this.contacts = new Contacts(clock);
        this.rate = new Rate(clock);
        this.times = new PhaseTimes(phases, clock);
        this.progress = clock.instant();
    }

    public Contacts contacts() {
        return contacts;
    }

    public PhaseTimes times() {
        return times;
    }

    /** Who wants to know more, from now on. */
    void add(Observer observer) {
        observers.add(observer);
    }

    /** Events that the bus acknowledged, or that came from there. */
    public void events(List<Event> events) {
        rate.add(events.size());
        progressed();
        observers.forEach(observer -> events.forEach(observer::event));
    }

    public void handled(String localType, HandlerEvent event, Duration time, boolean retry, boolean failed) {
        progressed();
        observers.forEach(observer -> observer.handled(localType, event, time, retry, failed));
    }

    /** Runs a cycle, and measures it. */
    public void cycle(Runnable cycle) {
        measure(cycle, true);
    }

    /** Runs a turn of a loop, and measures it as a cycle if it had anything to do. */
    public void turn(Runnable turn) {
        measure(turn, false);
    }

    private void measure(Runnable work, boolean evenIdle) {
        Cycle.Result result = Cycle.Result.FAILED;
        times.begin();
        try {
            work.run();
            result = Cycle.Result.DONE;
            progressed();
        } finally {
            if (evenIdle || !times.isIdle()) {
                Cycle ended = times.end(result);
                observers.forEach(observer -> observer.cycle(ended));
            }
        }
    }

    /** The last cycle that is over; empty before the first. */
    public Optional<Cycle> lastCycle() {
        return times.last();
    }

    /** Events a second, in the last minute. */
    public double eventsPerSecond() {
        return rate.perSecond();
    }

    /** How long the program has not come any further. */
    public Duration sinceProgress() {
        return Duration.between(progress, clock.instant());
    }

    private void progressed() {
        progress = clock.instant();
    }
}
