package org.hermescdc.plugin.handler.webservice;

import java.util.List;
import java.util.Map;
import org.hermescdc.contract.RemoteTargetContract;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;

class WebServiceContractTest extends RemoteTargetContract {

    private final PeopleService service = new PeopleService();

    @AfterEach
    void stop() {
        service.close();
    }

    @Override
    protected EventHandler plugin() {
        return new WebServiceHandler();
    }

    @Override
    protected Settings settings() {
        Map<String, Object> put =
                Map.of("method", "PUT", "path", "/people/{{ _key }}", "body", Map.of("login", "{{ login }}"));
        return new Settings(Map.of(
                "url",
                service.url(),
                "timeout",
                10L,
                "longest_wait",
                0L,
                "answers",
                "text",
                "calls",
                Map.of(
                        "Users",
                        Map.of(
                                "added",
                                List.of(put),
                                "modified",
                                List.of(put),
                                "removed",
                                List.of(Map.of("method", "DELETE", "path", "/people/{{ _key }}"))))));
    }

    @Override
    protected String type() {
        return "Users";
    }

    @Override
    protected Map<String, ?> before() {
        return Map.of("login", "ann");
    }

    @Override
    protected Map<String, ?> after() {
        return Map.of("login", "anna");
    }

    @Override
    protected Map<String, String> target() {
        return service.kept();
    }

    @Override
    protected void takeTargetAway() {
        service.stop();
    }

    @Override
    protected void bringTargetBack() {
        service.start();
    }
}
