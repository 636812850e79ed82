package org.hermescdc.camel.handler;

import java.util.Map;
import java.util.Set;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.HandlerEvent;

/** Handler calls for tests, and a context that a test can read afterwards. */
public final class Calls {

    private Calls() {}

    /** Steps and flags of one event, kept over its tries as the error queue does. */
    public static final class Progress implements HandlerContext {
        private int step;
        private boolean partial;
        private boolean retry;

        @Override
        public int currentStep() {
            return step;
        }

        @Override
        public void enterStep(int step) {
            this.step = step;
        }

        @Override
        public boolean isPartiallyProcessed() {
            return partial;
        }

        @Override
        public void markPartiallyProcessed() {
            partial = true;
        }

        @Override
        public boolean isAnErrorRetry() {
            return retry;
        }

        /** This event once more, as a retry with the step and flag that it had reached. */
        public Progress retried() {
            retry = true;
            return this;
        }
    }

    public static HandlerCall added(String type, Object key, Map<String, ?> object) {
        Entry entry = Entry.of(object);
        EntryDelta all = new EntryDelta(entry, Entry.EMPTY, Set.of());
        return new HandlerCall(type, HandlerEvent.ADDED, Key.of(key), all, entry, null, Set.of(), new Progress());
    }

    public static HandlerCall modified(String type, Object key, Map<String, ?> before, Map<String, ?> after) {
        Entry old = Entry.of(before);
        Entry now = Entry.of(after);
        return new HandlerCall(
                type,
                HandlerEvent.MODIFIED,
                Key.of(key),
                EntryDelta.between(old, now),
                now,
                old,
                Set.of(),
                new Progress());
    }

    /** A trashed or removed. */
    public static HandlerCall gone(String type, HandlerEvent event, Object key, Map<String, ?> before) {
        return new HandlerCall(
                type, event, Key.of(key), EntryDelta.EMPTY, null, Entry.of(before), Set.of(), new Progress());
    }

    public static HandlerCall withSecrets(HandlerCall call, String... secrets) {
        return new HandlerCall(
                call.type(),
                call.event(),
                call.key(),
                call.delta(),
                call.newObject(),
                call.cachedObject(),
                Set.of(secrets),
                call.context());
    }

    /** The same event as a retry, or as a replay after a death. */
    public static HandlerCall again(HandlerCall call) {
        ((Progress) call.context()).retried();
        return call;
    }
}
