package org.hermescdc.spi;

/** A type of datasource, as named by {@code hermes.plugins.datasources.<source>.type}. */
public interface DataSourceFactory extends Plugin {

    /**
     * Makes a source. It need not connect before its first use.
     *
     * @param source the name under which the configuration declares it, for messages
     * @param settings valid, defaults filled in
     */
    DataSource open(String source, Settings settings);
}
