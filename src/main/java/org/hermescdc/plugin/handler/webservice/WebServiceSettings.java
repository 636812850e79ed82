package org.hermescdc.plugin.handler.webservice;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateEngine;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerName;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Setting.Type;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** The settings of {@code webservice}, and the calls that they hold. */
final class WebServiceSettings {

    private static final long LONGEST_TIME = 3_600;

    private static final SettingsSchema LOOKUP = SettingsSchema.of(
            Setting.text("type").asRequired().describedAs("A local type."),
            Setting.text("key").asRequired().describedAs("Template for the key of the object."));

    private static final SettingsSchema CALL = SettingsSchema.of(
            Setting.choice("method", "GET", "POST", "PUT", "PATCH", "DELETE")
                    .asRequired()
                    .describedAs("The method of the call."),
            Setting.text("path", "/.*")
                    .asRequired()
                    .describedAs("Template for what follows url; texts come in percent-encoded."),
            Setting.mapOf("lookup", new Type.Section(LOOKUP))
                    .withDefault(Map.of())
                    .describedAs("Other objects of the client's cache, by the name that the templates know them by."),
            Setting.mapOf("headers", new Type.Text(null))
                    .withDefault(Map.of())
                    .describedAs("Templates for headers of this call."),
            Setting.of("body", new Type.Anything())
                    .describedAs("Any YAML with templates at its leaves, sent as JSON; no body unless given."),
            Setting.of("success", codes())
                    .withDefault(List.of())
                    .describedAs("The codes that mean success; empty for each from 200 to 299."),
            Setting.of("done_on_retry", codes())
                    .describedAs("The codes that mean, on a retry, that an earlier try had succeeded; 404 and 410 for"
                            + " DELETE unless given, else none."));

    private static final SettingsSchema EVENTS = SettingsSchema.of(java.util.Arrays.stream(HandlerEvent.values())
            .map(event -> Setting.of(event.word(), new Type.ListOf(new Type.Section(CALL)))
                    .describedAs("The calls for objects that are " + event.word() + ", in their order."))
            .toArray(Setting[]::new));

    static final SettingsSchema SCHEMA = SettingsSchema.of(
                    Setting.text("url", "https?://.+")
                            .asRequired()
                            .describedAs("What the address of each call begins with."),
                    Setting.mapOf("headers", new Type.Text(null))
                            .asSecret()
                            .withDefault(Map.of())
                            .describedAs("Headers of every call, such as Authorization."),
                    Setting.whole("timeout", 1, LONGEST_TIME)
                            .withDefault(30L)
                            .describedAs("Seconds to wait for a connection, and for an answer."),
                    Setting.whole("longest_wait", 0, LONGEST_TIME)
                            .withDefault(30L)
                            .describedAs("Seconds that a call waits at most where the service asks for it (429 or 503"
                                    + " with Retry-After)."),
                    Setting.of("calls", new Type.MapOf(new Type.Section(EVENTS)))
                            .asRequired()
                            .describedAs("By local type and event, what is called."))
            .withRule(WebServiceSettings::usable);

    private final String url;
    private final TemplateEngine engine = new TemplateEngine(Map.of(), Template.Results.TYPED);
    private final List<Problem> problems = new ArrayList<>();
    private final Map<HandlerName, List<CallTemplate>> calls = new LinkedHashMap<>();

    private WebServiceSettings(Settings settings) {
        this.url = settings.text("url");
        Settings types = settings.section("calls");
        for (String type : types.toMap().keySet()) {
            for (HandlerEvent event : HandlerEvent.values()) {
                read(new HandlerName(type, event), types.section(type).get(event.word()));
            }
        }
    }

    /** The calls of each handler, in their order. */
    static Map<HandlerName, List<CallTemplate>> calls(Settings settings) {
        return new WebServiceSettings(settings).calls;
    }

    private static List<Problem> usable(Settings settings) {
        List<Problem> problems = new ArrayList<>(new WebServiceSettings(settings).problems);
        try {
            URI.create(settings.text("url"));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem("url", "found no address: " + e.getMessage()));
        }
        return problems;
    }

    private void read(HandlerName name, Object list) {
        if (!(list instanceof List<?> items)) {
            return;
        }
        List<CallTemplate> read = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String place = "calls." + name.type() + "." + name.event().word() + ".[" + i + "].";
            @SuppressWarnings("unchecked")
            Settings call = new Settings((Map<String, Object>) items.get(i));
            try {
                read.add(call(call));
            } catch (HermesException e) {
                problems.add(new Problem(place + "path", "the call cannot be used: " + e.getMessage()));
            }
        }
        calls.put(name, read);
    }

    private CallTemplate call(Settings call) {
        Template path = template(call.text("path"));
        Map<String, CallTemplate.Lookup> lookups = new LinkedHashMap<>();
        Settings named = call.section("lookup");
        named.toMap().keySet().forEach(name -> {
            Settings lookup = named.section(name);
            lookups.put(name, new CallTemplate.Lookup(lookup.text("type"), template(lookup.text("key"))));
        });
        Map<String, Template> headers = new LinkedHashMap<>();
        Settings texts = call.section("headers");
        texts.toMap().keySet().forEach(name -> headers.put(name, template(texts.text(name))));
        return new CallTemplate(
                call.text("method"),
                new Address(url, path),
                path,
                lookups,
                headers,
                Optional.ofNullable(call.get("body")).map(engine::compileTree),
                numbers(call.get("success")),
                doneOnRetry(call));
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

    private static Type codes() {
        return new Type.ListOf(new Type.Whole(100, 599));
    }
}
