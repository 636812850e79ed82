package org.hermescdc.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.matrix.World.Facts;
import org.hermescdc.matrix.World.Shown;
import org.hermescdc.plugin.handler.webservice.PeopleService;

/** A web service that keeps what is PUT. */
final class ServiceTarget extends Target {

    private final PeopleService service = new PeopleService();

    @Override
    String plugin() {
        return "webservice";
    }

    @Override
    Map<String, Object> mapping(Type type) {
        return switch (type) {
            case USERS -> Map.of("login", "login", "name", "name", "mail", "mail", "shoe", "shoe", "phones", "phones");
            case GROUPS -> Map.of("name", "name");
            case MEMBERS -> Map.of("user_pkey", "user_id", "group_pkey", "group_id");
        };
    }

    @Override
    Map<String, Object> settings() {
        Map<String, Object> person = Map.of(
                "login", "{{ login }}",
                "name", "{{ name }}",
                "mail", "{{ mail }}",
                "shoe", "{{ shoe }}",
                "phones", "{{ phones }}");
        Map<String, Object> group = Map.of("name", "{{ name }}");
        return Map.of(
                "url",
                service.url(),
                "calls",
                Map.of(
                        "Users", calls("/people/{{ _key }}", person),
                        "Groups", calls("/groups/{{ _key }}", group),
                        "GroupsMembers", calls("/members/{{ group_pkey }}/{{ user_pkey }}", Map.of())));
    }

    private static Map<String, Object> calls(String path, Map<String, Object> body) {
        Map<String, Object> put = Map.of("method", "PUT", "path", path, "body", body);
        return Map.of(
                "added",
                List.of(put),
                "modified",
                List.of(put),
                "removed",
                List.of(Map.of("method", "DELETE", "path", path)));
    }

    @Override
    Facts facts() throws IOException {
        Facts facts = new Facts();
        Map<String, String> names = new LinkedHashMap<>();
        List<String[]> members = new ArrayList<>();
        for (Map.Entry<String, String> kept : service.kept().entrySet()) {
            String[] path = kept.getKey().split("/");
            JsonNode body = new ObjectMapper().readTree(kept.getValue());
            switch (path[1]) {
                case "people" -> {
                    names.put("person " + path[2], body.path("login").asText());
                    user(facts, body);
                }
                case "groups" -> {
                    names.put("group " + path[2], body.path("name").asText());
                    facts.add(Shown.GROUPS, body.path("name").asText());
                }
                default -> members.add(path);
            }
        }
        members.forEach(path ->
                facts.add(Shown.MEMBERSHIPS, names.get("group " + path[2]) + " has " + names.get("person " + path[3])));
        return facts;
    }

    private static void user(Facts facts, JsonNode body) {
        List<String> phones = new ArrayList<>();
        body.path("phones").forEach(phone -> phones.add(phone.asText()));
        facts.user(
                body.path("login").asText(),
                body.path("name").asText(),
                body.path("mail").asText(null),
                body.path("shoe").isInt() ? body.path("shoe").asInt() : "no number",
                phones);
    }

    @Override
    void takeAway() {
        service.stop();
    }

    @Override
    void bringBack() {
        service.start();
    }

    @Override
    public void close() {
        service.close();
    }
}
