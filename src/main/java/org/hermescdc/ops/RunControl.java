package org.hermescdc.ops;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hermescdc.core.HermesException;

/**
 * Lets other threads pause, resume, stop and wake the loop of a program. The loop calls {@link #proceed} between two
 * events, and {@link #sleep} where it has nothing to do; neither is ever called in the middle of an event.
 */
public final class RunControl {

    private final String application;
    private final Clock clock;
    private LocalDateTime pausedSince;
    private boolean stopRequested;
    private boolean woken;
    private volatile Runnable whilePaused = () -> {};
    private volatile Aside aside = Aside.NONE;

    /**
     * @param application its name, for messages
     * @param clock tells since when the program is paused
     */
    public RunControl(String application, Clock clock) {
        this.application = application;
        this.clock = clock;
    }

    /** Pauses the loop where it next calls {@link #proceed} or wakes from {@link #sleep}. */
    public synchronized void pause() {
        if (pausedSince != null) {
            throw new HermesException(application + " is already paused, since " + StatusReport.time(pausedSince));
        }
        pausedSince = LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
    }

    public synchronized void resume() {
        if (pausedSince == null) {
            throw new HermesException(application + " is not paused");
        }
        pausedSince = null;
        notifyAll();
    }

    /** Ends the loop at its next safe point, also where it is paused or asleep. */
    public synchronized void requestStop() {
        stopRequested = true;
        notifyAll();
    }

    /** Ends the present or the next {@link #sleep}: there is something to do. */
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    public synchronized boolean isStopRequested() {
        return stopRequested;
    }

    /** Since when the program is paused, in whole seconds; empty while it runs. */
    public synchronized Optional<LocalDateTime> pausedSince() {
        return Optional.ofNullable(pausedSince);
    }

    /**
     * @param look what the loop does when it is woken while it is paused, in its own thread: it may look at things, and must
     *     change nothing
     */
    public void whilePaused(Runnable look) {
        whilePaused = look;
    }

    /** @param aside what the loop does beside its work, between any two events */
    public void betweenEvents(Aside aside) {
        this.aside = aside;
    }

    /** What a loop is asked beside its work. All of it is called by the loop's own thread. */
    public interface Aside {

        Aside NONE = new Aside() {
            @Override
            public void attend(boolean settled) {}

            @Override
            public boolean wantsTheLoop() {
                return false;
            }
        };

        /**
         * Between two events, also while the program is paused; called each time that it is woken then.
         *
         * @param settled whether it may change things, too: nothing is under way that a change could disturb
         */
        void attend(boolean settled);

        /** Whether something waits that the loop has to do as a whole, so that a batch under way is to end early. */
        boolean wantsTheLoop();
    }

    /**
     * Waits while the program is paused.
     *
     * @return whether to go on; false when a stop is requested
     */
    public boolean proceed() {
        return proceed(true);
    }

    /** The same in the middle of something that ends as a whole: nobody else may change things meanwhile. */
    public boolean proceedAmid() {
        return proceed(false);
    }

    /** The same where a batch may end early and be gone on with later: it ends for what wants the loop, too. */
    public boolean goOn() {
        return proceed(true) && !aside.wantsTheLoop();
    }

    /** Whether what {@link #goOn} gave an end to is to be gone on with. */
    public boolean isWanted() {
        return aside.wantsTheLoop();
    }

    private boolean proceed(boolean settled) {
        aside.attend(settled);
        while (isHeld()) {
            whilePaused.run();
            awaitWhilePaused();
            aside.attend(settled);
        }
        return !isStopRequested();
    }

    /**
     * Waits until the time is over, or {@link #wake} is called; then, while the program is paused, until it resumes.
     *
     * @return whether to go on; false when a stop is requested
     */
    public boolean sleep(Duration duration) {
        awaitWake(duration);
        return proceed();
    }

    private synchronized boolean isHeld() {
        return pausedSince != null && !stopRequested;
    }

    private synchronized void awaitWhilePaused() {
        while (!woken && isHeld()) {
            await(Duration.ofDays(1));
        }
        woken = false;
    }

    private synchronized void awaitWake(Duration duration) {
        long start = System.nanoTime();
        Duration left = duration;
        while (!woken && !stopRequested && left.compareTo(Duration.ZERO) > 0) {
            await(left);
            left = duration.minusNanos(System.nanoTime() - start);
        }
        woken = false;
    }

    /** An interruption is a request to stop. */
    private void await(Duration duration) {
        try {
            TimeUnit.MILLISECONDS.timedWait(this, Math.max(1, TimeUnit.MILLISECONDS.convert(duration)));
        } catch (InterruptedException interrupted) {
            requestStop();
        }
    }
}
