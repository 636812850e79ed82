package org.hermescdc.core.errorqueue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.Category;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.event.Event.Progress;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.trashbin.Presence;

/** Merging changes nothing of what a queue comes to: random lives of one object, queued with and without it. */
class RemediationModelTest {

    private static final Key KEY = Key.of(1);

    /** An attribute that no local one is made from. */
    private static final Set<String> UNMAPPED = Set.of("d");

    /**
     * One thing that happens to the object.
     *
     * @param next what it is then; null: it is no more
     * @param partial whether a handler fails in the middle of the last entry before
     */
    record Step(Entry next, boolean partial) {}

    @Property(tries = 3000)
    void comesToTheSameAsWithoutMerging(
            @ForAll Autoremediation policy, @ForAll("objects") Entry start, @ForAll("lives") List<Step> life) {
        Presence remote = presence(start);
        Presence local = presence(local(start));
        List<QueuedEvent> all = new ArrayList<>();
        List<QueuedEvent> queue = new ArrayList<>();
        Entry now = start;
        for (Step step : life) {
            if (step.partial() && !queue.isEmpty()) {
                QueuedEvent last = queue.remove(queue.size() - 1);
                queue.add(last.failed(last.local(), new Progress(1, true), "half"));
            }
            if (now == null && step.next() == null || now != null && now.equals(step.next())) {
                continue;
            }
            QueuedEvent newcomer = new QueuedEvent(
                    queue.isEmpty() ? 1 : queue.get(queue.size() - 1).number() + 1,
                    event("SRVUsers", now, step.next()),
                    event("Users", local(now), local(step.next())),
                    "Users",
                    "waits");
            now = step.next();
            all.add(newcomer);
            List<QueuedEvent> before = List.copyOf(queue);
            append(policy, remote, local, queue, newcomer);

            assertThat(replay(queue).remote(remote))
                    .isEqualTo(presence(now))
                    .isEqualTo(replay(all).remote(remote));
            assertThat(replay(queue).local(local))
                    .isEqualTo(presence(local(now)))
                    .isEqualTo(replay(all).local(local));
            expectOrder(policy, before, queue);
        }
    }

    /** All but the last entry are as they were, numbers rise, and what could be merged is not there. */
    private static void expectOrder(Autoremediation policy, List<QueuedEvent> before, List<QueuedEvent> after) {
        int kept = Math.min(before.size(), after.size()) - 1;
        assertThat(after.subList(0, Math.max(kept, 0))).isEqualTo(before.subList(0, Math.max(kept, 0)));
        for (int i = 1; i < after.size(); i++) {
            QueuedEvent first = after.get(i - 1);
            QueuedEvent second = after.get(i);
            assertThat(second.number()).isGreaterThan(first.number());
            boolean whole =
                    !first.progress().partiallyProcessed() && !second.progress().partiallyProcessed();
            if (whole && policy == Autoremediation.MAXIMUM) {
                assertThat(after).hasSizeLessThanOrEqualTo(1);
            } else if (whole && policy == Autoremediation.CONSERVATIVE) {
                assertThat(second.local()).isNotInstanceOf(Event.Modified.class);
            }
        }
    }

    private static void append(
            Autoremediation policy, Presence remote, Presence local, List<QueuedEvent> queue, QueuedEvent newcomer) {
        if (queue.isEmpty()) {
            queue.add(newcomer);
            return;
        }
        QueuedEvent last = queue.remove(queue.size() - 1);
        QueuePlan plan = new Remediation(
                        last,
                        newcomer,
                        new Base(replay(queue).remote(remote).kept(), Set.of()),
                        new Base(replay(queue).local(local).kept(), Set.of()))
                .plan(policy);
        if (plan instanceof QueuePlan.Append append) {
            queue.add(last);
            queue.add(append.entry());
        } else if (plan instanceof QueuePlan.Merge merge) {
            queue.add(merge.merged());
            assertThat(merge.merged().number()).isEqualTo(last.number());
            assertThat(merge.merged().message()).isEqualTo(last.message());
        } else {
            assertThat(((QueuePlan.Drop) plan).number()).isEqualTo(last.number());
        }
    }

    private static Replay replay(List<QueuedEvent> entries) {
        return new Replay(List.copyOf(entries), entry -> Optional.empty());
    }

    private static Presence presence(Entry object) {
        return object == null ? Presence.NOWHERE : Presence.kept(object);
    }

    private static Entry local(Entry remote) {
        return remote == null ? null : remote.without(UNMAPPED);
    }

    private static ObjectEvent event(String type, Entry before, Entry after) {
        if (before == null) {
            return new Event.Added(Category.BASE, type, KEY, after);
        }
        return after == null
                ? new Event.Removed(type, KEY)
                : new Event.Modified(type, KEY, EntryDelta.between(before, after));
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        return Combinators.combine(
                        objects(),
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    /** Few attributes with few values; null for an object that is not there. */
    @Provide
    Arbitrary<Entry> objects() {
        return Arbitraries.maps(
                        Arbitraries.of("a", "b", "c", "d"),
                        Arbitraries.integers().between(1, 2))
                .map((Map<String, Integer> attributes) -> Entry.of(attributes).with("id", 1))
                .injectNull(0.3);
    }
}
