package org.hermescdc.scenario;

import java.util.List;
import java.util.Map;
import org.hermescdc.core.event.Event;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.BusProducer;

/** Lets a bus refuse messages, as the step {@code bus} says. */
final class BusFaults {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    private int accepted = UNLIMITED;
    private int refusals = UNLIMITED;

    void set(Map<?, ?> step) {
        accepted = step.get("fail_after") instanceof Integer number ? number : UNLIMITED;
        refusals = step.get("failures") instanceof Integer number ? number : UNLIMITED;
    }

    BusProducer around(BusProducer bus) {
        return new BusProducer() {
            @Override
            public void publish(List<Event> events) {
                int taken = Math.min(accepted, events.size());
                bus.publish(events.subList(0, taken));
                accepted = accepted == UNLIMITED ? UNLIMITED : accepted - taken;
                if (taken < events.size()) {
                    refuse(taken);
                }
            }

            @Override
            public void close() {
                bus.close();
            }
        };
    }

    private void refuse(int taken) {
        if (refusals != UNLIMITED && --refusals == 0) {
            accepted = UNLIMITED;
        }
        throw new BusException("failed to send", taken, null);
    }
}
