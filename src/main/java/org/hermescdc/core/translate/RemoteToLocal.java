package org.hermescdc.core.translate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.event.Event.ObjectEvent;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Values;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.Undefined;

/** Turns remote objects and events into those of one local type (spec/04, "From remote event to local events"). */
public final class RemoteToLocal {

    private final LocalType type;
    private final List<String> remotePrimaryKey;

    /** @param remotePrimaryKey the primary key attributes of the remote type */
    public RemoteToLocal(LocalType type, List<String> remotePrimaryKey) {
        this.type = type;
        this.remotePrimaryKey = List.copyOf(remotePrimaryKey);
    }

    public LocalType type() {
        return type;
    }

    /** The local object that {@code remote} becomes. */
    public Entry object(Entry remote) {
        return added(remote, remote);
    }

    /**
     * The local event that {@code remote} becomes; it has the category and the key of the remote one, and no progress.
     *
     * @param updated the whole remote object as it is after the event; what templates are rendered with
     * @param local the local object that templates are compared with, for {@code modified}
     * @return an event, possibly an empty {@code modified}
     * @throws TranslationException if a template cannot be rendered
     */
    public ObjectEvent event(ObjectEvent remote, Entry updated, Entry local) {
        if (remote instanceof Event.Added added) {
            return new Event.Added(added.category(), type.name(), added.key(), added(added.attributes(), updated));
        }
        if (remote instanceof Event.Modified modified) {
            return new Event.Modified(type.name(), modified.key(), modified(modified.delta(), updated, local));
        }
        return new Event.Removed(type.name(), remote.key());
    }

    private Entry added(Entry event, Entry updated) {
        Entry.Builder object = new Entry.Builder();
        remotePrimaryKey.forEach(name -> object.put(ReservedNames.keyAttribute(name), event.get(name)));
        Map<String, Object> context = updated.toMap();
        type.attributes().forEach((attribute, template) -> {
            if (template.isPlain()) {
                object.put(attribute, event.get(template.text()));
            } else if (isStatic(template) || template.variables().stream().anyMatch(event::has)) {
                object.put(attribute, render(attribute, template, context));
            }
        });
        return object.build();
    }

    private EntryDelta modified(EntryDelta event, Entry updated, Entry local) {
        Set<String> touched = new HashSet<>(event.removed());
        touched.addAll(event.added().attributes());
        touched.addAll(event.modified().attributes());
        Map<String, Object> context = updated.toMap();
        Entry.Builder added = new Entry.Builder();
        Entry.Builder modified = new Entry.Builder();
        Set<String> removed = new TreeSet<>();
        type.attributes().forEach((attribute, template) -> {
            if (LocalType.variables(template).stream().noneMatch(touched::contains)) {
                return;
            }
            if (template.isPlain()) {
                added.put(attribute, event.added().get(template.text()));
                modified.put(attribute, event.modified().get(template.text()));
                if (event.removed().contains(template.text())) {
                    removed.add(attribute);
                }
                return;
            }
            Object before = local.get(attribute);
            Object after = render(attribute, template, context);
            if (before == null) {
                added.put(attribute, after);
            } else if (Values.isAbsent(after)) {
                removed.add(attribute);
            } else if (!Values.same(before, after)) {
                modified.put(attribute, after);
            }
        });
        return new EntryDelta(added.build(), modified.build(), removed);
    }

    private static boolean isStatic(Template template) {
        return template.variables().isEmpty();
    }

    /** Returns null for no value; nulls in a list are left out. */
    private Object render(String attribute, Template template, Map<String, Object> context) {
        try {
            Object result = template.render(context);
            if (result instanceof Undefined) {
                return null;
            }
            Object value = Values.normalize(result);
            return value instanceof Collection<?> items ? withoutNulls(items) : value;
        } catch (HermesException | IllegalArgumentException e) {
            throw new TranslationException(type.name(), attribute, e);
        }
    }

    private static List<Object> withoutNulls(Collection<?> items) {
        List<Object> kept = new ArrayList<>(items);
        kept.removeIf(item -> item == null);
        return kept;
    }
}
