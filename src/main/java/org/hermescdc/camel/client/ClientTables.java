package org.hermescdc.camel.client;

import org.hermescdc.config.ClientConfig;
import org.hermescdc.store.Store;

/** Opens what a client keeps, without a client. */
public final class ClientTables {

    private ClientTables() {}

    /** Opens all tables and documents, as the datamodel says that the cache was built with. */
    public static void open(Store store, ClientConfig config) {
        new ClientCache(store, config);
        Remainders.table(store);
    }
}
