package org.hermescdc.contract;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Camel contexts with the route files that ship. */
public final class Routes {

    private Routes() {}

    /** A started context with some files of {@code routes/}, for example {@code datasource/sql}. */
    public static CamelContext started(String... files) throws Exception {
        CamelContext context = new DefaultCamelContext();
        for (String file : files) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(
                            ResourceHelper.resolveMandatoryResource(context, "file:routes/" + file + ".camel.yaml"));
        }
        context.start();
        return context;
    }
}
