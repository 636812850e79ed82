package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateException;

/** One data type of the server, with its attributes sorted by what may be done with them (spec/02, "Attribute kinds"). */
final class ServerType {

    private final ServerConfig.Type config;
    private final Set<String> secrets;
    private final Set<String> unsent;
    private final Set<String> notInClear;
    private final Set<String> uncached;

    ServerType(ServerConfig.Type config) {
        this.config = config;
        Set<String> sentSecrets = new TreeSet<>(config.secrets());
        sentSecrets.removeAll(config.local());
        this.secrets = Set.copyOf(sentSecrets);
        this.unsent = union(config.cacheOnly(), config.local());
        this.notInClear = union(unsent, config.secrets());
        this.uncached = union(config.secrets(), config.local());
    }

    static List<ServerType> all(ServerConfig config) {
        return config.datamodel().values().stream().map(ServerType::new).toList();
    }

    /** The dataschema that {@code types} make up, in their order. */
    static DataSchema schema(List<ServerType> types) {
        Map<String, DataSchema.DataType> schema = new LinkedHashMap<>();
        types.forEach(type -> schema.put(type.name(), type.dataType()));
        return new DataSchema(schema);
    }

    String name() {
        return config.name();
    }

    ServerConfig.Type config() {
        return config;
    }

    List<ServerConfig.Source> sources() {
        return List.copyOf(config.sources().values());
    }

    /** What an event tells of the entry, its secrets included. */
    Entry sent(Entry entry) {
        return without(entry, unsent);
    }

    /** What an event tells of the entry, without its secrets. */
    Entry sentInClear(Entry entry) {
        return without(entry, notInClear);
    }

    /** The secrets that an event tells. */
    Entry secretsOf(Entry entry) {
        return secrets.isEmpty() ? Entry.EMPTY : entry.only(name -> secrets.contains(name) && !unsent.contains(name));
    }

    /** The names of the secrets that a {@code modified} event tells of. */
    Set<String> secretsIn(EntryDelta delta) {
        Set<String> named = new TreeSet<>(delta.removed());
        named.addAll(delta.added().attributes());
        named.addAll(delta.modified().attributes());
        named.retainAll(secrets);
        return named;
    }

    /** What the cache keeps of the entry. */
    Entry cached(Entry entry) {
        return without(entry, uncached);
    }

    /** The text of a cached entry, as its {@code toString} tells. */
    Object text(Key key, Entry cached) {
        Template template = config.text().orElse(null);
        if (template == null) {
            return "<" + name() + "[" + key + "]>";
        }
        try {
            return template.render(cached.toMap());
        } catch (TemplateException e) {
            return "<" + name() + "[" + key + "]>"; // it lacks an attribute that the text names
        }
    }

    boolean hasSecrets() {
        return !secrets.isEmpty();
    }

    private DataSchema.DataType dataType() {
        List<String> attributes = new ArrayList<>(config.attributes());
        attributes.removeAll(unsent);
        return new DataSchema.DataType(
                attributes, List.copyOf(config.secrets()), config.primaryKey(), config.foreignKeys());
    }

    private static Entry without(Entry entry, Set<String> attributes) {
        return attributes.isEmpty() ? entry : entry.without(attributes);
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> all = new TreeSet<>(a);
        all.addAll(b);
        return Set.copyOf(all);
    }
}
