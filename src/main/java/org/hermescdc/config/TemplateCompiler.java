package org.hermescdc.config;

import java.util.Map;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.template.TemplateFilter;

/** Compiles the templates of one configuration. */
@FunctionalInterface
public interface TemplateCompiler {

    /** @throws TemplateException if the text is not allowed in its place */
    Template compile(String text, Template.Place place);

    /** Makes the compiler for a configuration. */
    @FunctionalInterface
    interface Factory {
        TemplateCompiler with(Map<String, TemplateFilter> filters, Template.Results results);
    }
}
