package org.hermescdc.spi;

import java.util.Map;
import org.hermescdc.core.template.Template;

/**
 * A type of datasource, as named by {@code hermes.plugins.datasources.<source>.type}: the schema of its settings, and the
 * Camel route template that its sources run on. Each declared source is one route made from the template; it is called
 * with a {@link SourceRequest} as its body, at the endpoint {@code direct:datasource-<name>}.
 */
public interface DataSourceFactory extends Plugin {

    /**
     * The id of the route template, in {@code routes/datasource/}. It has the parameter {@code name}, an identifier for
     * the source, and one parameter for each bean of {@link #beans}.
     */
    String template();

    /**
     * Makes the beans that the parameters of the template name: everything that depends on settings. They need not
     * connect before their first use; those that are {@link AutoCloseable} are closed with the source.
     *
     * @param source the name under which the configuration declares the source, for messages
     * @param settings valid, defaults filled in
     * @return parameter of the template → bean; a number is the parameter itself
     */
    Map<String, Object> beans(String source, Settings settings);

    /**
     * The same, for sources whose values depend on {@code hermes.templates.results}: those of LDAP, where everything is
     * text.
     */
    default Map<String, Object> beans(String source, Settings settings, Template.Results results) {
        return beans(source, settings);
    }

    /** Whether a source with these settings is after a fetch as it was before: else it cannot be read for a plan. */
    default boolean isReadOnly(Settings settings) {
        return true;
    }
}
