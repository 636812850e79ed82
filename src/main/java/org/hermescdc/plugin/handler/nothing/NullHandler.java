package org.hermescdc.plugin.handler.nothing;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Values;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.On;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client plugin {@code usersgroups_null}: logs each event of each local type, and changes nothing. */
public final class NullHandler implements EventHandler {

    private static final Logger LOG = LoggerFactory.getLogger(NullHandler.class);

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
        LOG.info("usersgroups_null: events are logged and change no target");
    }

    @On(type = On.EVERY_TYPE, event = HandlerEvent.ADDED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.RECYCLED)
    public void present(HandlerCall call) {
        LOG.info("{}: {}", call, masked(call.newObject(), call.secrets()));
    }

    @On(type = On.EVERY_TYPE, event = HandlerEvent.MODIFIED)
    public void changed(HandlerCall call) {
        LOG.info(
                "{}: added {}, modified {}, removed {}",
                call,
                masked(call.delta().added(), call.secrets()),
                masked(call.delta().modified(), call.secrets()),
                call.delta().removed());
    }

    @On(type = On.EVERY_TYPE, event = HandlerEvent.TRASHED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.REMOVED)
    public void gone(HandlerCall call) {
        LOG.info("{}: it was {}", call, masked(call.cachedObject(), call.secrets()));
    }

    @Override
    public void onSave() {
        LOG.info("saved");
    }

    private static Map<String, Object> masked(Entry object, Set<String> secrets) {
        Map<String, Object> shown = new TreeMap<>(object.toMap());
        shown.replaceAll(
                (name, value) -> secrets.contains(name) ? "<SECRET_VALUE(" + Values.typeName(value) + ")>" : value);
        return shown;
    }
}
