package org.hermescdc.camel.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.hermescdc.camel.FatalException;
import org.hermescdc.camel.observe.Sizes;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Values;
import org.hermescdc.core.translate.DatamodelWarnings;
import org.hermescdc.ops.Notification;
import org.hermescdc.ops.Notifier;
import org.hermescdc.spi.HandlerException;

/** The step {@code save}: files are brought up to date, the plugin is told, and changes are told to operators, once. */
public final class Save {

    private final String application;
    private final ClientCache cache;
    private final Handlers handlers;
    private final Notifier notifier;
    private final QueueErrors queueErrors;
    private volatile ClientStatus status;
    private volatile Sizes sizes = Sizes.NONE;

    Save(String application, ClientCache cache, Handlers handlers, Notifier notifier) {
        this.application = application;
        this.cache = cache;
        this.handlers = handlers;
        this.notifier = notifier;
        this.queueErrors = new QueueErrors(cache);
        this.status =
                ClientStatus.NOTHING.withException(cache.state().exception().orElse(null));
    }

    /** @throws FatalException if the plugin's {@code on_save} failed; everything is saved then */
    public void save() {
        Object warningsBefore = cache.state().warnings();
        Object errorsBefore = cache.state().queueErrors();
        Map<String, Object> warnings =
                DatamodelWarnings.of(cache.datamodel(), cache.schema()).toTree();
        Map<String, QueuedError> queued = queueErrors.all();
        Map<String, Object> errors = new LinkedHashMap<>();
        queued.forEach((number, error) -> errors.put(number, error.object() + ": " + error.message()));
        Update update = new Update();
        cache.state().warnings(update, warnings);
        cache.state().queueErrors(update, errors);
        cache.apply(update);
        cache.save();
        status = new ClientStatus(status.exception(), kinds(warnings), shown(queued));
        sizes = cache.sizes();
        try {
            handlers.saved();
        } catch (HandlerException e) {
            throw new FatalException("the client ends, with everything saved: " + e.getMessage(), e);
        } finally {
            tell(
                    "datamodel warnings have changed",
                    "no more datamodel warnings",
                    "What the datamodel uses and the server does not have.",
                    warningsBefore,
                    warnings);
            tell(
                    "objects in error queue have changed",
                    "no more objects in error queue",
                    "Objects whose changes could not be applied to the target, and wait for their retry.",
                    errorsBefore,
                    errors);
        }
    }

    /** Keeps and tells, once, why the client makes no progress; null once it does again. */
    void exception(String text) {
        String before = status.exception();
        if (Objects.equals(before, text)) {
            return;
        }
        status = status.withException(text);
        if (cache.state().exists()) {
            Update update = new Update();
            cache.state().exception(update, text);
            cache.record(update);
        }
        notifier.tell(new Notification(
                application,
                text == null ? "no more unhandled exception" : "unhandled exception",
                text == null ? "The client makes progress again." : "The client makes no progress.",
                before == null ? "" : before,
                text == null ? "" : text));
    }

    /** Has the status tell of the error queue as it is now, between two saves. */
    void show() {
        status = new ClientStatus(status.exception(), status.warnings(), shown(queueErrors.all()));
        sizes = cache.sizes();
    }

    /** How the client stands; may be asked by any thread. */
    ClientStatus status() {
        return status;
    }

    /** How many things the client keeps, as of the last save; may be asked by any thread. */
    Sizes sizes() {
        return sizes;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> kinds(Map<String, Object> warnings) {
        return (Map<String, Object>) warnings.getOrDefault("warning", Map.of());
    }

    private Map<String, Map<String, Object>> shown(Map<String, QueuedError> queued) {
        Map<String, Map<String, Object>> shown = new LinkedHashMap<>();
        queued.forEach((number, error) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("objrepr", error.object());
            entry.put("errorMsg", error.message());
            entry.put("objtype", error.event().type());
            entry.put("objpkey", error.event().key().value());
            entry.put("objattrs", cache.shown(error.event()));
            shown.put(number, entry);
        });
        return shown;
    }

    private void tell(String some, String none, String description, Object before, Map<String, Object> now) {
        if (!Values.same(Values.normalize(before), Values.normalize(now))) {
            notifier.tell(
                    new Notification(application, now.isEmpty() ? none : some, description, text(before), text(now)));
        }
    }

    private static String text(Object tree) {
        return tree instanceof Map<?, ?> map && map.isEmpty() ? "" : ValueJson.lines(tree);
    }
}
