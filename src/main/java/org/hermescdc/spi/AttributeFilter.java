package org.hermescdc.spi;

import org.hermescdc.core.template.TemplateFilter;

/**
 * A filter for templates that comes as a plugin. Loaded only when declared under {@code hermes.plugins.attributes}
 * (spec/06). Must be safe for concurrent use once it is configured.
 */
public interface AttributeFilter extends Plugin, TemplateFilter {

    /** Called once, with valid settings, before the first {@link #apply}. */
    void configure(Settings settings);
}
