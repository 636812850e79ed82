package org.hermescdc.bench;

import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.On;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/** Stands where usersgroups_null does: counts, and does nothing else. */
public final class NullTarget implements EventHandler {

    private long calls;

    @Override
    public String name() {
        return "usersgroups_null";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.EMPTY;
    }

    @Override
    public void start(Settings settings, ObjectLookup lookup) {
        calls = 0;
    }

    @On(type = On.EVERY_TYPE, event = HandlerEvent.ADDED)
    public void add(HandlerCall call) {
        calls++;
    }

    long calls() {
        return calls;
    }
}
