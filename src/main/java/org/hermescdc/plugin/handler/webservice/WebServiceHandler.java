package org.hermescdc.plugin.handler.webservice;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.plugin.tls.PemTls;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerName;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.On;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/**
 * The client plugin {@code webservice} (spec/07): each event becomes the calls that the configuration has for it, numbered
 * as steps. A retry begins with the call that failed.
 */
public final class WebServiceHandler implements EventHandler {

    private final HttpCaller.Pause pause;
    private final Clock clock;
    private Map<HandlerName, List<CallTemplate>> calls = Map.of();
    private ServiceCalls service;

    public WebServiceHandler() {
        this(duration -> Thread.sleep(duration.toMillis()), Clock.systemUTC());
    }

    WebServiceHandler(HttpCaller.Pause pause, Clock clock) {
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webservice";
    }

    @Override
    public SettingsSchema settings() {
        return WebServiceSchema.SCHEMA;
    }

    @Override
    public List<HandledType> types(Settings settings) {
        Map<String, HandledType> types = new LinkedHashMap<>();
        Map<String, Set<String>> attributes = new LinkedHashMap<>();
        new WebServiceSettings(settings).calls().forEach((name, list) -> {
            Set<String> used = attributes.computeIfAbsent(name.type(), type -> new TreeSet<>());
            list.forEach(call -> used.addAll(call.attributes()));
            HandledType type = types.getOrDefault(name.type(), HandledType.of(name.type()));
            type = type.with(name.type(), used.toArray(String[]::new));
            for (CallTemplate call : list) {
                for (CallTemplate.Lookup lookup : call.lookups().values()) {
                    type = lookup.type().equals(name.type()) ? type : type.with(lookup.type());
                }
            }
            types.put(name.type(), type);
        });
        return new ArrayList<>(types.values());
    }

    @Override
    public void start(Settings settings, ObjectLookup lookup) {
        WebServiceSettings read = new WebServiceSettings(settings);
        Duration timeout = Duration.ofSeconds(settings.whole("timeout"));
        Map<String, String> headers = new LinkedHashMap<>();
        settings.section("headers").toMap().forEach((name, text) -> headers.put(name, (String) text));
        HttpCaller http = new HttpCaller(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .sslContext(PemTls.context(settings.section("ssl")))
                        .connectTimeout(timeout)
                        .build(),
                headers,
                timeout,
                Duration.ofSeconds(settings.whole("longest_wait")),
                pause,
                clock);
        calls = read.calls();
        service = new ServiceCalls(
                http,
                read.login().map(login -> new Session(login, http, clock)),
                List.copyOf(headers.values()),
                lookup);
    }

    @On(type = On.EVERY_TYPE, event = HandlerEvent.ADDED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.RECYCLED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.MODIFIED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.TRASHED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.REMOVED)
    public void tell(HandlerCall event) throws InterruptedException {
        List<CallTemplate> list = calls.getOrDefault(event.name(), List.of());
        HandlerContext context = event.context();
        int first = context.isPartiallyProcessed() ? context.currentStep() : 0;
        for (int step = first; step < list.size(); step++) {
            context.enterStep(step);
            service.make(list.get(step), event);
        }
    }
}
