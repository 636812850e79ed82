package org.hermescdc.camel.server;

import java.util.List;
import org.hermescdc.store.Store;

/** Opens what a server keeps, without a server. */
public final class ServerTables {

    private ServerTables() {}

    /** Opens all tables and documents, with the primary keys that the entries were written with. */
    public static void open(Store store) {
        ServerCache cache = new ServerCache(store, List.of());
        cache.schema()
                .ifPresent(schema -> schema.types().forEach((name, type) -> cache.table(name, type.primaryKey())));
    }
}
