package org.hermescdc.plugin.handler.webservice;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateEngine;
import org.hermescdc.core.template.TemplateTree;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerName;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema.Problem;

/** The calls and the login that the settings of {@code webservice} hold. */
final class WebServiceSettings {

    private final String url;
    private final AnswerForm answers;
    private final Optional<String> successIf;
    private final TemplateEngine engine = new TemplateEngine(Map.of(Hmac.NAME, new Hmac()), Template.Results.TYPED);
    private final List<Problem> problems = new ArrayList<>();
    private final Map<HandlerName, List<CallTemplate>> calls = new LinkedHashMap<>();
    private Optional<Login> login = Optional.empty();

    /** @param settings valid by {@link WebServiceSchema#SCHEMA} */
    WebServiceSettings(Settings settings) {
        this.url = settings.text("url");
        this.answers = AnswerForm.of(settings.text("answers"));
        this.successIf = settings.optionalText("success_if");
        readCalls(settings.section("calls"));
        if (settings.has("login")) {
            attempt("login.path", () -> login = Optional.of(login(settings.section("login"))));
        }
    }

    /** The calls of each handler, in their order. */
    Map<HandlerName, List<CallTemplate>> calls() {
        return calls;
    }

    Optional<Login> login() {
        return login;
    }

    /** What is wrong with calls, login and address. */
    static List<Problem> problems(Settings settings) {
        List<Problem> problems = new ArrayList<>(new WebServiceSettings(settings).problems);
        try {
            URI.create(settings.text("url"));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem("url", "found no address: " + e.getMessage()));
        }
        return problems;
    }

    private void readCalls(Settings types) {
        for (String type : types.toMap().keySet()) {
            for (HandlerEvent event : HandlerEvent.values()) {
                if (types.section(type).get(event.word()) instanceof List<?> list) {
                    read(new HandlerName(type, event), list);
                }
            }
        }
    }

    private void read(HandlerName name, List<?> items) {
        List<CallTemplate> read = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            @SuppressWarnings("unchecked")
            Settings call = new Settings((Map<String, Object>) items.get(i));
            String place = "calls." + name.type() + "." + name.event().word() + ".[" + i + "].path";
            attempt(place, () -> read.add(call(call)));
        }
        calls.put(name, read);
    }

    private void attempt(String place, Runnable reading) {
        try {
            reading.run();
        } catch (HermesException e) {
            problems.add(new Problem(place, "the call cannot be used: " + e.getMessage()));
        }
    }

    private CallTemplate call(Settings call) {
        Map<String, CallTemplate.Lookup> lookups = new LinkedHashMap<>();
        Settings named = call.section("lookup");
        named.toMap().keySet().forEach(name -> {
            Settings lookup = named.section(name);
            lookups.put(name, new CallTemplate.Lookup(lookup.text("type"), template(lookup.text("key"))));
        });
        return new CallTemplate(
                request(call),
                optional(call, "when"),
                lookups,
                success(call),
                Condition.any(doneOnRetry(call), optional(call, "done_on_retry_if"), answers),
                call.has("check") ? Optional.of(check(call.section("check"))) : Optional.empty());
    }

    private CallTemplate.Check check(Settings check) {
        return new CallTemplate.Check(
                request(check),
                success(check),
                Condition.any(numbers(check.get("gone")), optional(check, "gone_if"), answers),
                check.text("done").equals("there"));
    }

    private Login login(Settings settings) {
        return new Login(
                request(settings),
                settings.section("values").toMap(),
                success(settings),
                templates(settings.section("session")),
                settings.has("lifetime")
                        ? Optional.of(Duration.ofSeconds(settings.whole("lifetime")))
                        : Optional.empty(),
                Condition.any(numbers(settings.get("expired")), optional(settings, "expired_if"), answers));
    }

    private RequestTemplate request(Settings request) {
        return new RequestTemplate(
                request.text("method"),
                new Address(url, template(request.text("path"))),
                templates(request.section("headers")),
                body(request));
    }

    private Optional<Body> body(Settings request) {
        return request.has("form")
                ? Optional.of(new Body.Form(tree(request.get("form"))))
                : Optional.ofNullable(request.get("body")).map(body -> new Body.Json(tree(body)));
    }

    private TemplateTree tree(Object body) {
        return engine.compileTree(withEmptyTexts(body));
    }

    /** The engine takes no empty template; in a body an empty text is a value. */
    private static Object withEmptyTexts(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, withEmptyTexts(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(WebServiceSettings::withEmptyTexts)
                    .collect(Collectors.toCollection(ArrayList::new));
        }
        return "".equals(value) ? "{{ '' }}" : value;
    }

    private Condition success(Settings section) {
        Optional<Template> test =
                section.optionalText("success_if").or(() -> successIf).map(this::template);
        return Condition.all(numbers(section.get("success")), test, answers);
    }

    private Map<String, Template> templates(Settings texts) {
        Map<String, Template> templates = new LinkedHashMap<>();
        texts.toMap().keySet().forEach(name -> templates.put(name, template(texts.text(name))));
        return templates;
    }

    private Optional<Template> optional(Settings section, String key) {
        return section.optionalText(key).map(this::template);
    }

    private Template template(String text) {
        return engine.compile(text, Template.Place.VARS);
    }

    private static Set<Long> doneOnRetry(Settings call) {
        boolean usual = !call.has("done_on_retry") && call.text("method").equals("DELETE");
        return usual ? Set.of(404L, 410L) : numbers(call.get("done_on_retry"));
    }

    private static Set<Long> numbers(Object list) {
        Set<Long> numbers = new HashSet<>();
        if (list instanceof List<?> items) {
            items.forEach(item -> numbers.add(((Number) item).longValue()));
        }
        return numbers;
    }
}
