package org.hermescdc.ops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * The signals of an application (spec/08): SIGTERM and SIGINT stop it cleanly, as often as they come, also while it starts;
 * SIGHUP reloads nothing, and only tells what a restart would find. The JDK offers no other way to end with 0 after a
 * signal.
 */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private RunControl control;
    private boolean stopRequested;

    private Signals() {}

    /** @param onHangup what SIGHUP does */
    static Signals handle(Runnable onHangup) {
        Signals signals = new Signals();
        Signal.handle(new Signal("TERM"), signals::stop);
        Signal.handle(new Signal("INT"), signals::stop);
        Signal.handle(new Signal("HUP"), signal -> onHangup.run());
        return signals;
    }

    /** Steers this loop from now on. */
    synchronized void steer(RunControl loop) {
        control = loop;
        if (stopRequested) {
            loop.requestStop();
        }
    }

    private synchronized void stop(Signal signal) {
        LOG.info("SIG{}: stopping", signal.getName());
        stopRequested = true;
        if (control != null) {
            control.requestStop();
        }
    }
}
