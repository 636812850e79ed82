package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.ObjectId;
import org.hermescdc.core.translate.ReservedNames;
import org.hermescdc.core.trashbin.Presence;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerException;

/**
 * A target that does what it is told and takes nothing that does not fit what it has: an object twice, a change of one that
 * it does not have, another old state than its own, a retry that forgot how far it came.
 */
final class ModelTarget implements Handlers {

    static final int WELL = 0;
    static final int FAILS = 1;
    static final int FAILS_BEHIND_A_STEP = 2;
    static final int FAILS_IN_THE_MIDDLE = 3;

    /** Where a failed event stopped, and what it was. */
    private record Begun(int step, boolean partially, String event) {}

    private final Map<String, Map<Key, Entry>> kept = new TreeMap<>();
    private final Map<String, Map<Key, Entry>> trashed = new TreeMap<>();
    private final Map<List<Object>, Begun> begun = new HashMap<>();
    private final Queue<Integer> outcomes = new ArrayDeque<>();
    private final Set<String> met = new HashSet<>();
    private final List<String> calls = new ArrayList<>();
    private final boolean eventsStay;
    private final boolean stepsStay;
    private final boolean changing;

    /**
     * @param eventsStay whether nothing can replace an event that failed in the middle by another one
     * @param stepsStay whether nothing merges events at all
     * @param changing whether each modification must change something: no message came twice
     */
    ModelTarget(boolean eventsStay, boolean stepsStay, boolean changing) {
        this.eventsStay = eventsStay;
        this.stepsStay = stepsStay;
        this.changing = changing;
    }

    /** The objects of a local type. */
    Map<Key, Entry> kept(String type) {
        return kept.computeIfAbsent(type, name -> new HashMap<>());
    }

    /** Those in its trashbin. */
    Map<Key, Entry> trashed(String type) {
        return trashed.computeIfAbsent(type, name -> new HashMap<>());
    }

    /** The calls since this was asked last. */
    List<String> drain() {
        List<String> drained = List.copyOf(calls);
        calls.clear();
        return drained;
    }

    /** Whether the next call succeeds, and all after it. */
    boolean isWell() {
        return outcomes.stream().allMatch(outcome -> outcome == WELL);
    }

    /** Is as if it had processed what an operator dropped. */
    void adopt(ObjectId object, Presence presence) {
        begun.remove(List.of(object.type(), object.key()));
        kept(object.type()).remove(object.key());
        trashed(object.type()).remove(object.key());
        if (presence.isKept()) {
            kept(object.type()).put(object.key(), presence.kept());
        }
        if (presence.isTrashed()) {
            trashed(object.type()).put(object.key(), presence.trashed().without(Set.of(ReservedNames.TRASHED_AT)));
        }
        met.add("dropped");
    }

    /** What happened. */
    Set<String> met() {
        return met;
    }

    void fail(List<Integer> next) {
        outcomes.addAll(next);
    }

    void failNoMore() {
        outcomes.clear();
    }

    @Override
    public void saved() {
        met.add("saved");
    }

    @Override
    public void call(HandlerCall call) {
        List<Object> object = List.of(call.type(), call.key());
        calls.add(call.event().word() + " " + call.type() + " " + call.key().value());
        checkFits(call);
        checkProgress(call, begun.get(object));
        met.add(call.event().word() + (call.context().isAnErrorRetry() ? " again" : ""));
        Integer outcome = outcomes.poll();
        if (outcome == null || outcome == WELL) {
            begun.remove(object);
            take(call);
            return;
        }
        met.add("failed");
        int step = call.context().currentStep();
        if (outcome != FAILS) {
            step = step + 1;
            call.context().enterStep(step);
            if (outcome == FAILS_IN_THE_MIDDLE) {
                call.context().markPartiallyProcessed();
                met.add("failed in the middle");
            }
        }
        begun.put(object, new Begun(step, call.context().isPartiallyProcessed(), event(call)));
        throw new HandlerException("not now");
    }

    /** A purge tries again what the queue has of it, without the flag (see the recorded scenarios). */
    private void checkProgress(HandlerCall call, Begun before) {
        if (before == null || !eventsStay || !before.partially && !stepsStay) {
            if (!call.context().isAnErrorRetry() && call.event() != HandlerEvent.REMOVED) {
                assertThat(call.context().currentStep())
                        .as("step of a first %s", call)
                        .isZero();
                assertThat(call.context().isPartiallyProcessed()).isFalse();
            }
            return;
        }
        if (call.event() != HandlerEvent.REMOVED) {
            assertThat(call.context().isAnErrorRetry())
                    .as("%s is a retry", call)
                    .isTrue();
        }
        assertThat(call.context().currentStep()).as("step of %s", call).isEqualTo(before.step);
        assertThat(call.context().isPartiallyProcessed()).as("flag of %s", call).isEqualTo(before.partially);
        if (before.partially) {
            assertThat(event(call)).as("what %s tells", call).isEqualTo(before.event);
        }
    }

    private void checkFits(HandlerCall call) {
        Entry here = kept(call.type()).get(call.key());
        Entry there = trashed(call.type()).get(call.key());
        switch (call.event()) {
            case ADDED -> {
                assertThat(here).as("%s, which the target has", call).isNull();
                assertThat(there).as("%s, which is trashed", call).isNull();
                assertThat(call.delta().added()).isEqualTo(call.newObject());
            }
            case RECYCLED -> {
                assertThat(here).as("%s, which the target has", call).isNull();
                assertThat(call.newObject()).as("%s", call).isEqualTo(there);
            }
            case MODIFIED -> {
                assertThat(call.cachedObject()).as("old state of %s", call).isEqualTo(here);
                assertThat(call.newObject())
                        .as("new state of %s", call)
                        .isEqualTo(call.delta().applyTo(here));
                if (changing && !call.context().isAnErrorRetry()) {
                    assertThat(call.newObject())
                            .as("%s changes something", call)
                            .isNotEqualTo(here);
                }
            }
            case TRASHED -> assertThat(call.cachedObject()).as("%s", call).isEqualTo(here);
            case REMOVED ->
                assertThat(call.cachedObject().without(Set.of(ReservedNames.TRASHED_AT)))
                        .as("%s", call)
                        .isEqualTo(there == null ? here : there);
        }
    }

    private void take(HandlerCall call) {
        Entry before = kept(call.type()).remove(call.key());
        if (call.event() == HandlerEvent.TRASHED) {
            trashed(call.type()).put(call.key(), before);
            return;
        }
        trashed(call.type()).remove(call.key());
        if (call.newObject() != null) {
            kept(call.type()).put(call.key(), call.newObject());
        }
    }

    private static String event(HandlerCall call) {
        return call.event() + " " + call.delta() + " " + call.newObject();
    }
}
