package org.hermescdc.camel.client;

import java.time.Duration;
import org.hermescdc.camel.observe.Watch;
import org.hermescdc.spi.HandlerCall;

/** A client plugin that tells how long its handlers take. */
final class WatchedHandlers implements Handlers {

    private final Handlers handlers;
    private final Watch watch;

    WatchedHandlers(Handlers handlers, Watch watch) {
        this.handlers = handlers;
        this.watch = watch;
    }

    @Override
    public void call(HandlerCall call) {
        boolean failed = true;
        boolean retry = call.context().isAnErrorRetry();
        long start = System.nanoTime();
        try {
            handlers.call(call);
            failed = false;
        } finally {
            watch.handled(call.type(), call.event(), Duration.ofNanos(System.nanoTime() - start), retry, failed);
        }
    }

    @Override
    public void saved() {
        handlers.saved();
    }
}
