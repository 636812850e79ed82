package org.hermescdc.ops;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * The signals of an application (spec/08): SIGTERM and SIGINT stop it cleanly, as often as they come; SIGHUP reloads
 * nothing, and only tells what a restart would find. The JDK offers no other way to end with 0 after a signal.
 */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /** @param onHangup what SIGHUP does */
    static void handle(RunControl control, Runnable onHangup) {
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(new Signal(name), signal -> {
                LOG.info("SIG{}: stopping", signal.getName());
                control.requestStop();
            });
        }
        Signal.handle(new Signal("HUP"), signal -> onHangup.run());
    }
}
