package org.hermescdc.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.model.Entry;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.On;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/** The recorder client of the scenarios: notes each call, then fails as it is told to (README.md beside the scenarios). */
public final class ScenarioRecorder implements EventHandler {

    private final List<Map<String, Object>> calls = new ArrayList<>();
    private final Set<String> down = new HashSet<>();
    private final Set<String> missing = new HashSet<>();
    private boolean notes = true;

    /** The step {@code switch}. */
    void set(Map<?, ?> step) {
        names(step.get("down")).forEach(down::add);
        names(step.get("up")).forEach(down::remove);
        if (step.get("notes") != null) {
            notes = step.get("notes").equals("on") || step.get("notes").equals(true);
        }
    }

    boolean isQuiet() {
        return calls.isEmpty();
    }

    /** The calls since the last time, in the form of the expectations. */
    List<Map<String, Object>> drain() {
        List<Map<String, Object>> drained = List.copyOf(calls);
        calls.clear();
        return drained;
    }

    @Override
    public String name() {
        return "recorder";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(Setting.texts("missing_handlers"));
    }

    @Override
    public void start(Settings settings, ObjectLookup lookup) {
        missing.clear();
        missing.addAll(settings.texts("missing_handlers"));
    }

    @On(type = On.EVERY_TYPE, event = HandlerEvent.ADDED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.RECYCLED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.MODIFIED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.TRASHED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.REMOVED)
    public void anything(HandlerCall call) {
        if (missing.contains(call.type() + "_" + call.event().word())) {
            return;
        }
        Map<String, Object> noted = note(call);
        calls.add(noted);
        String failure = failure(call);
        noted.put("raised", failure);
        if (failure != null) {
            throw new HandlerException(failure);
        }
    }

    @Override
    public void onSave() {
        calls.add(Map.of("event", "save"));
    }

    private static Map<String, Object> note(HandlerCall call) {
        Map<String, Object> noted = new LinkedHashMap<>();
        noted.put("type", call.type());
        noted.put("event", call.event().word());
        noted.put("objkey", call.key().value());
        noted.put("eventattrs", attributes(call));
        if (call.newObject() != null) {
            noted.put("newobj", call.newObject().toMap());
        }
        if (call.cachedObject() != null) {
            noted.put("cachedobj", call.cachedObject().toMap());
        }
        noted.put("currentStep", call.context().currentStep());
        noted.put("isPartiallyProcessed", call.context().isPartiallyProcessed());
        noted.put("isAnErrorRetry", call.context().isAnErrorRetry());
        return noted;
    }

    private static Map<String, Object> attributes(HandlerCall call) {
        if (call.event() != HandlerEvent.MODIFIED) {
            return call.delta().added().toMap();
        }
        Map<String, Object> removed = new LinkedHashMap<>();
        call.delta().removed().forEach(name -> removed.put(name, null));
        return Map.of(
                "added", call.delta().added().toMap(),
                "modified", call.delta().modified().toMap(),
                "removed", removed);
    }

    private String failure(HandlerCall call) {
        if (down.contains(call.type())) {
            return "target down for " + call.type();
        }
        Entry object = call.newObject() == null ? call.cachedObject() : call.newObject();
        if (!notes || !(object.get("note") instanceof String note)) {
            return null;
        }
        for (String word : note.split("\\s+")) {
            if (applies(word.replaceFirst("(-clean)?-step1$", ""), call.event())) {
                step(word, call.context());
                return call.type() + " " + call.event().word() + ": " + word;
            }
        }
        return null;
    }

    private static void step(String word, HandlerContext context) {
        if (word.endsWith("-step1")) {
            context.enterStep(1);
            if (!word.endsWith("-clean-step1")) {
                context.markPartiallyProcessed();
            }
        }
    }

    private static boolean applies(String word, HandlerEvent event) {
        return switch (word) {
            case "fail" -> event.hasNewObject();
            case "fail-add" -> event == HandlerEvent.ADDED;
            case "fail-modify" -> event == HandlerEvent.MODIFIED;
            case "fail-recycle" -> event == HandlerEvent.RECYCLED;
            case "fail-trash" -> event == HandlerEvent.TRASHED;
            case "fail-purge" -> event == HandlerEvent.REMOVED;
            case "fail-remove" -> event == HandlerEvent.TRASHED || event == HandlerEvent.REMOVED;
            default -> false;
        };
    }

    private static List<String> names(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
