package org.hermescdc.camel.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.On;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/** A target that notes what it is told, and does with it what the test says. */
public final class Recorder implements EventHandler {

    /** What the calls were: {@code Users[1] added}, with {@code again} where they may be known; {@code saved}. */
    final List<String> calls = new ArrayList<>();

    final List<HandlerCall> details = new ArrayList<>();

    private Consumer<HandlerCall> behaviour = call -> {};
    private Runnable saving = () -> {};

    /** From now on the target does this. */
    void then(Consumer<HandlerCall> does) {
        behaviour = does;
    }

    /** From now on calls of the type fail. */
    void down(String type) {
        behaviour = call -> {
            if (call.type().equals(type)) {
                throw new HandlerException("target down for " + type);
            }
        };
    }

    void up() {
        behaviour = call -> {};
    }

    List<String> drain() {
        List<String> drained = List.copyOf(calls);
        calls.clear();
        return drained;
    }

    @Override
    public String name() {
        return "recorder";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.EMPTY;
    }

    @Override
    public void start(Settings settings, ObjectLookup lookup) {}

    @On(type = On.EVERY_TYPE, event = HandlerEvent.ADDED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.RECYCLED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.MODIFIED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.TRASHED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.REMOVED)
    public void anything(HandlerCall call) {
        calls.add(call + (call.context().isAnErrorRetry() ? " again" : ""));
        details.add(call);
        behaviour.accept(call);
    }

    void failOnSave() {
        saving = () -> {
            throw new IllegalStateException("disk full");
        };
    }

    @Override
    public void onSave() {
        calls.add("saved");
        saving.run();
    }
}
