package org.hermescdc.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.hermescdc.camel.handler.Calls;
import org.hermescdc.it.TcpProxy;
import org.hermescdc.outage.Fault;
import org.hermescdc.outage.Outage;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every client plugin does whose target is a server, when that or the way to it fails in the middle of an event. */
public abstract class ServedTargetContract extends RemoteTargetContract {

    private TcpProxy proxy;
    private TestClient through;

    protected abstract int targetPort();

    /** As {@link #settings}, for the target at another port. */
    protected abstract Settings settingsAt(int port);

    /** As {@link #settingsAt}, with limits of about a second for an answer. */
    protected abstract Settings impatient(int port);

    /** As {@link #settings}, with a password that is not right. */
    protected abstract Settings withPassword(String password);

    /** What the failure tells when the password is not right. */
    protected abstract String refusal();

    @AfterEach
    void closeProxy() {
        if (through != null) {
            through.close();
        }
        if (proxy != null) {
            proxy.close();
        }
    }

    /** A proxy before the target. */
    protected TcpProxy newProxy() {
        return new TcpProxy(targetPort());
    }

    private void openProxy() {
        proxy = newProxy();
        through = client(settingsAt(proxy.port()));
    }

    private TestClient client(Settings settings) {
        return new TestClient(plugin(), settings, Set.of(type()));
    }

    @Outage(value = Fault.DIES, then = "the event fails; its retry finds out what was done, and does the rest")
    @ParameterizedTest
    @ValueSource(longs = {0, 5, 20, 60, 150, 400})
    void finishesLaterWhatWasCutOffAnywhere(long heard) throws Exception {
        Object empty = saved();
        openProxy();
        through.added(type(), 2, before());
        through.removed(type(), 2);

        interrupted(heard, Calls.added(type(), 1, before()));
        Object there = target();
        assertThat(there).isNotEqualTo(empty);
        interrupted(heard, through.toModify(type(), 1, after()));
        assertThat(target()).isNotEqualTo(empty).isNotEqualTo(there);
        interrupted(heard, through.toRemove(type(), 1));
        assertThat(target()).isEqualTo(empty);
    }

    private void interrupted(long heard, HandlerCall call) {
        proxy.cutAnswersAfter(heard);
        boolean failed = false;
        try {
            through.handle(call);
        } catch (HandlerException e) {
            assertThat(e).hasMessageNotContaining("\n");
            failed = true;
        }
        proxy.pass();
        for (int tries = 0; failed && tries < 3; tries++) {
            try {
                through.handle(Calls.again(call));
                failed = false;
            } catch (HandlerException connectionIsLost) {
                assertThat(tries).as(connectionIsLost.getMessage()).isLessThan(2);
            }
        }
    }

    @Outage(value = Fault.HANGS, then = "the event fails when its time is up, and its retry does it")
    @Test
    protected void givesUpATargetThatHangsAndFinishesLater() throws Exception {
        Object empty = saved();
        proxy = newProxy();
        through = client(impatient(proxy.port()));
        proxy.hang();
        HandlerCall added = Calls.added(type(), 1, before());

        assertThatThrownBy(() -> through.handle(added))
                .isInstanceOf(HandlerException.class)
                .hasMessageNotContaining("\n");
        assertThat(target()).isEqualTo(empty);

        proxy.pass();
        through.handle(Calls.again(added));
        assertThat(target()).isNotEqualTo(empty);
        through.removed(type(), 1);
    }

    @Outage(value = Fault.SLOW, then = "waited for")
    @Test
    void waitsForASlowTarget() throws Exception {
        Object empty = saved();
        openProxy();
        proxy.slowDown(Duration.ofMillis(100));

        through.added(type(), 1, before());
        assertThat(target()).isNotEqualTo(empty);
        through.removed(type(), 1);
        assertThat(target()).isEqualTo(empty);
    }

    @Outage(value = Fault.CREDENTIALS, then = "the event fails with the target's own words, without the password")
    @Test
    void tellsARefusedLoginAndChangesNothing() throws Exception {
        Object empty = saved();
        through = client(withPassword("wrong-but-secret"));

        assertThatThrownBy(() -> through.added(type(), 1, before()))
                .isInstanceOf(HandlerException.class)
                .hasMessageContaining(refusal())
                .hasMessageNotContainingAny("wrong-but-secret", "\n");
        assertThat(target()).isEqualTo(empty);
    }
}
