package org.hermescdc.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.hermescdc.camel.handler.Calls;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every client plugin does, whatever its target. */
public abstract class HandlerContract {

    /** Hands events to the plugin, made anew for each test. */
    protected TestClient client;

    /** A new object of the plugin. */
    protected abstract EventHandler plugin();

    /** Valid settings for the target of this test, defaults filled in. */
    protected abstract Settings settings();

    /** The local type of the object that the tests are about. */
    protected abstract String type();

    /** The object as it is added. */
    protected abstract Map<String, ?> before();

    /** The object as it is modified. */
    protected abstract Map<String, ?> after();

    /** What the target holds now, to be compared by its {@code equals}. */
    protected abstract Object target() throws Exception;

    /** Whether the plugin has a target at all. */
    protected boolean hasTarget() {
        return true;
    }

    @BeforeEach
    void connect() {
        client = new TestClient(plugin(), settings(), Set.of(type()));
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void makesTheTargetFollowAnObjectFromItsBeginningToItsEnd() throws Exception {
        Object empty = saved();
        client.added(type(), 1, before());
        Object there = saved();
        client.modified(type(), 1, after());
        Object changed = saved();
        client.removed(type(), 1);

        assertThat(saved()).isEqualTo(empty);
        if (hasTarget()) {
            assertThat(there).isNotEqualTo(empty);
            assertThat(changed).isNotEqualTo(empty).isNotEqualTo(there);
        }
    }

    @Test
    void doesNoHarmWhenAnEventIsReplayed() throws Exception {
        HandlerCall added = client.added(type(), 1, before());
        Object there = saved();
        client.handle(Calls.again(added));
        assertThat(saved()).isEqualTo(there);

        HandlerCall modified = client.modified(type(), 1, after());
        Object changed = saved();
        client.handle(Calls.again(modified));
        assertThat(saved()).isEqualTo(changed);

        HandlerCall removed = client.removed(type(), 1);
        Object gone = saved();
        client.handle(Calls.again(removed));
        assertThat(saved()).isEqualTo(gone);
    }

    @Test
    void takesASaveWithoutAnyEventAndASecondClose() throws Exception {
        assertThat(saved()).isEqualTo(saved());
        EventHandler never = plugin();
        never.close();
        never.close();
    }

    @Test
    void describesEachOfItsSettings() {
        assertThat(plugin().settings().settings())
                .extracting(Setting::description)
                .allSatisfy(sentence -> assertThat(sentence).endsWith("."));
    }

    /** What the target holds once the client has saved. */
    protected final Object saved() throws Exception {
        client.saved();
        return target();
    }
}
