package org.hermescdc.plugin.handler.webservice;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.contract.ServedTargetContract;
import org.hermescdc.outage.OutagesOf;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.AfterEach;

@OutagesOf("target webservice")
class WebServiceContractTest extends ServedTargetContract {

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
        return settings(service.url(), 10);
    }

    @Override
    protected int targetPort() {
        return URI.create(service.url()).getPort();
    }

    @Override
    protected Settings settingsAt(int port) {
        return settings("http://127.0.0.1:" + port, 10);
    }

    @Override
    protected Settings impatient(int port) {
        return settings("http://127.0.0.1:" + port, 1);
    }

    @Override
    protected Settings withPassword(String password) {
        service.nextAnswers(401);
        Map<String, Object> settings = new HashMap<>(settings().toMap());
        settings.put("headers", Map.of("Authorization", "Bearer " + password));
        return new Settings(settings);
    }

    @Override
    protected String refusal() {
        return "401";
    }

    private static Settings settings(String url, long timeout) {
        Map<String, Object> put =
                Map.of("method", "PUT", "path", "/people/{{ _key }}", "body", Map.of("login", "{{ login }}"));
        return new Settings(Map.of(
                "url",
                url,
                "timeout",
                timeout,
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
