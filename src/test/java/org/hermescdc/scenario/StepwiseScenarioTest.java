package org.hermescdc.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hermescdc.camel.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded holds for clients too whose events take their steps one by one (the setting {@code stepByStep}). */
class StepwiseScenarioTest extends ScenarioTest {

    private static final Path CLIENT = Path.of("routes", "client");

    @TempDir
    private Path routes;

    private String before;

    @BeforeEach
    void takeTheOtherRoute() throws IOException {
        Path client = Files.createDirectories(routes.resolve("client"));
        Files.copy(CLIENT.resolve("consume-stepwise.camel.yaml"), client.resolve("consume.camel.yaml"));
        before = System.setProperty(Flow.ROUTES_PROPERTY, routes.toString());
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(Flow.ROUTES_PROPERTY);
        } else {
            System.setProperty(Flow.ROUTES_PROPERTY, before);
        }
    }
}
