package org.hermescdc.camel.observe;

import java.util.Map;
import java.util.function.Consumer;
import org.hermescdc.spi.DataSource;

/** A datasource that tells whether it answers. */
public final class WatchedSource implements DataSource {

    private final DataSource source;
    private final String peer;
    private final Contacts contacts;

    /** @param name under which the configuration declares it */
    public WatchedSource(DataSource source, String name, Contacts contacts) {
        this.source = source;
        this.peer = Health.source(name);
        this.contacts = contacts;
    }

    @Override
    public void fetch(String query, Map<String, Object> vars, Consumer<Map<String, Object>> rows) {
        contacts.run(peer, () -> source.fetch(query, vars, rows));
    }

    @Override
    public void add(String query, Map<String, Object> vars) {
        contacts.run(peer, () -> source.add(query, vars));
    }

    @Override
    public void delete(String query, Map<String, Object> vars) {
        contacts.run(peer, () -> source.delete(query, vars));
    }

    @Override
    public void modify(String query, Map<String, Object> vars) {
        contacts.run(peer, () -> source.modify(query, vars));
    }

    @Override
    public void close() {
        source.close();
    }
}
