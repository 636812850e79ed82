package org.hermescdc.camel.client;

import java.util.ArrayList;
import java.util.List;
import org.hermescdc.camel.Flow;
import org.hermescdc.config.ClientConfig;

/** The route files of a client. */
final class RouteFiles {

    private RouteFiles() {}

    /** Those of every client, that of its bus, and that of a target written as routes. */
    static List<String> of(ClientConfig config) {
        List<String> files = new ArrayList<>(List.of(
                "failure.camel.yaml",
                "client/initialise.camel.yaml",
                config.stepByStep() ? "client/consume-stepwise.camel.yaml" : "client/consume.camel.yaml",
                "client/save.camel.yaml",
                "client/handle.camel.yaml",
                "client/retry-errors.camel.yaml",
                "client/purge-trashbin.camel.yaml",
                "client/change-schema.camel.yaml",
                "client/change-datamodel.camel.yaml",
                "client/retire.camel.yaml",
                "bus/" + config.hermes().bus().type() + ".camel.yaml"));
        String handlers = Flow.HANDLERS + config.plugin() + ".camel.yaml";
        if (Flow.hasFile(handlers)) {
            files.add(handlers);
        }
        return files;
    }
}
