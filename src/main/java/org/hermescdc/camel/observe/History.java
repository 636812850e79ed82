package org.hermescdc.camel.observe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.spi.HandlerEvent;

/**
 * Entries and events by type since the start, for the plots of the status page. Keeps {@value #MOST} points at most: when
 * there are more, every other one goes, and new ones come half as often.
 */
final class History implements Observer {

    static final int MOST = 400;

    private final Clock clock;
    private final Supplier<Map<String, Integer>> entries;
    private final Map<String, Long> events = new TreeMap<>();
    private final List<Point> points = new ArrayList<>();
    private Duration interval = Duration.ofSeconds(1);
    private Instant next = Instant.MIN;

    /**
     * @param events of each type, since the start
     * @param entries of each type, at that time
     */
    record Point(Instant time, Map<String, Integer> entries, Map<String, Long> events) {

        Map<String, Object> toTree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("time", time.getEpochSecond());
            tree.put("entries", entries);
            tree.put("events", events);
            return tree;
        }
    }

    /** @param entries type → how many there are now */
    History(Clock clock, Supplier<Map<String, Integer>> entries) {
        this.clock = clock;
        this.entries = entries;
    }

    @Override
    public synchronized void event(Event event) {
        if (event instanceof ObjectEvent object) {
            events.merge(object.type(), 1L, Long::sum);
        }
    }

    @Override
    public void handled(String localType, HandlerEvent event, Duration time, boolean retry, boolean failed) {}

    @Override
    public synchronized void cycle(Cycle cycle) {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        points.add(now(now));
        next = now.plus(interval);
        if (points.size() > MOST) {
            thin();
        }
    }

    /** What was kept, and how things are now, in the order of time. */
    synchronized List<Map<String, Object>> toTree() {
        List<Map<String, Object>> tree = new ArrayList<>();
        points.forEach(point -> tree.add(point.toTree()));
        tree.add(now(clock.instant()).toTree());
        return tree;
    }

    private Point now(Instant time) {
        return new Point(time, Map.copyOf(entries.get()), Map.copyOf(events));
    }

    private void thin() {
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i += 2) {
            kept.add(points.get(i));
        }
        points.clear();
        points.addAll(kept);
        interval = interval.multipliedBy(2);
    }
}
