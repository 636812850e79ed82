package org.hermescdc.plugin.handler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import org.hermescdc.camel.handler.Calls;
import org.hermescdc.camel.handler.HandlerBeans;
import org.hermescdc.camel.handler.HandlerDispatcher;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.Settings;

/**
 * As much of a client as a plugin sees: hands events to its handlers, and keeps the objects of those that succeeded. A
 * failure leaves the cache as it is, as the error queue does.
 */
public final class TestClient implements ObjectLookup, AutoCloseable {

    private final Map<String, Map<Key, Entry>> objects = new LinkedHashMap<>();
    private final Map<String, Map<Key, Entry>> trashbin = new LinkedHashMap<>();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final EventHandler plugin;
    private final HandlerDispatcher dispatcher;

    public TestClient(EventHandler plugin, Settings settings, Set<String> types) {
        this.plugin = plugin;
        types.forEach(type -> {
            objects.put(type, new LinkedHashMap<>());
            trashbin.put(type, new LinkedHashMap<>());
        });
        plugin.start(settings, this);
        HandlerBeans.of(settings, this).forEach(camel.getRegistry()::bind);
        Set<String> declared =
                plugin.types(settings).stream().map(HandledType::name).collect(Collectors.toSet());
        dispatcher = HandlerDispatcher.attach(camel, plugin.name(), Optional.of(plugin), declared, types);
        camel.start();
    }

    public HandlerCall added(String type, Object key, Map<String, ?> object) {
        return handle(Calls.added(type, key, object));
    }

    public HandlerCall modified(String type, Object key, Map<String, ?> object) {
        return handle(toModify(type, key, object));
    }

    /** The call for a change of an object, not yet handled. */
    public HandlerCall toModify(String type, Object key, Map<String, ?> object) {
        return Calls.modified(type, key, objects.get(type).get(Key.of(key)).toMap(), object);
    }

    public HandlerCall removed(String type, Object key) {
        return handle(toRemove(type, key));
    }

    /** The call for the end of an object, trashed or not, not yet handled. */
    public HandlerCall toRemove(String type, Object key) {
        return Calls.gone(
                type,
                HandlerEvent.REMOVED,
                key,
                object(type, Key.of(key)).orElseThrow().toMap());
    }

    public HandlerCall trashed(String type, Object key) {
        Map<String, Object> object = objects.get(type).get(Key.of(key)).toMap();
        return handle(Calls.gone(type, HandlerEvent.TRASHED, key, object));
    }

    public HandlerCall recycled(String type, Object key) {
        HandlerCall added =
                Calls.added(type, key, trashbin.get(type).get(Key.of(key)).toMap());
        return handle(new HandlerCall(
                type,
                HandlerEvent.RECYCLED,
                added.key(),
                added.delta(),
                added.newObject(),
                null,
                Set.of(),
                added.context()));
    }

    /** Hands a call over and, if that succeeds, keeps its effect. */
    public HandlerCall handle(HandlerCall call) {
        dispatcher.dispatch(call);
        Map<Key, Entry> kept = objects.get(call.type());
        Map<Key, Entry> trashed = trashbin.get(call.type());
        if (call.event() == HandlerEvent.TRASHED) {
            trashed.put(call.key(), kept.get(call.key()));
        } else {
            trashed.remove(call.key());
        }
        if (call.newObject() == null) {
            kept.remove(call.key());
        } else {
            kept.put(call.key(), call.newObject());
        }
        return call;
    }

    /** Keeps an object without telling the plugin. */
    public void knows(String type, Object key, Map<String, ?> object) {
        objects.get(type).put(Key.of(key), Entry.of(object));
    }

    public void saved() {
        dispatcher.onSave();
    }

    @Override
    public Optional<Entry> object(String type, Key key) {
        return Optional.ofNullable(objects.getOrDefault(type, Map.of()).get(key))
                .or(() -> Optional.ofNullable(
                        trashbin.getOrDefault(type, Map.of()).get(key)));
    }

    @Override
    public List<Entry> objects(String type) {
        return List.copyOf(objects.getOrDefault(type, Map.of()).values());
    }

    @Override
    public void close() {
        plugin.close();
        camel.stop();
    }
}
