package org.hermescdc.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Camel contexts with route files of {@code routes/}: of the current folder, or else of the class path. */
public final class Routes {

    private Routes() {}

    /** A started context with some files of {@code routes/}, for example {@code datasource/sql}. */
    public static CamelContext started(String... files) throws Exception {
        CamelContext context = new DefaultCamelContext();
        for (String file : files) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(context, place(file)));
        }
        context.start();
        return context;
    }

    private static String place(String file) {
        Path edited = Path.of("routes", file + ".camel.yaml");
        return (Files.exists(edited) ? "file:" : "classpath:") + "routes/" + file + ".camel.yaml";
    }
}
