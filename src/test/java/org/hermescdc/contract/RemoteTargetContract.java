package org.hermescdc.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hermescdc.camel.handler.Calls;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.junit.jupiter.api.Test;

/** What every client plugin does whose target is another system, which may be away. */
public abstract class RemoteTargetContract extends HandlerContract {

    /** Takes the target away: every event must fail from now on. */
    protected abstract void takeTargetAway() throws Exception;

    protected abstract void bringTargetBack() throws Exception;

    @Outage(value = Fault.REFUSED, then = "the event fails and waits in the error queue; its retry does it")
    @Test
    void failsWithoutItsTargetAndGoesOnWhenItIsBack() throws Exception {
        takeTargetAway();
        HandlerCall added = Calls.added(type(), 1, before());
        for (int tries = 0; tries < 2; tries++) {
            assertThatThrownBy(() -> client.handle(Calls.again(added)))
                    .isInstanceOf(HandlerException.class)
                    .message()
                    .isNotBlank()
                    .doesNotContain("\n");
        }
        bringTargetBack();
        client.handle(Calls.again(added));
        Object there = saved();
        client.removed(type(), 1);
        assertThat(saved()).isNotEqualTo(there);
    }
}
