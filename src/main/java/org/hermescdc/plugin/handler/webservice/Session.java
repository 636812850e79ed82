package org.hermescdc.plugin.handler.webservice;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.HandlerException;

/** The session with a service that wants a login: begun when it is needed, and again when it is over. */
final class Session {

    private final Login login;
    private final HttpCaller http;
    private final Clock clock;
    private Map<String, Object> values = Map.of();
    private Instant end = Instant.MIN;

    Session(Login login, HttpCaller http, Clock clock) {
        this.login = login;
        this.http = http;
        this.clock = clock;
    }

    /**
     * What calls know as {@code _session}; logs in where there is no session.
     *
     * @throws HandlerException if the service refuses the login
     */
    Map<String, Object> values() throws InterruptedException {
        Instant now = clock.instant();
        if (!now.isBefore(end)) {
            values = begin(now);
            end = login.lifetime().map(now::plus).orElse(Instant.MAX);
        }
        return values;
    }

    /** Whether {@code answer} means that the session is over; then the next use begins another. */
    boolean isOver(Answer answer) {
        boolean over;
        try {
            over = login.expired().holds(answer, Map.of());
        } catch (HermesException unreadable) {
            // the condition of the call itself will tell of it
            return false;
        }
        if (over) {
            end = Instant.MIN;
        }
        return over;
    }

    /** What must not be told of this session. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        login.values().values().forEach(value -> secrets.add(value.toString()));
        values.values().forEach(value -> secrets.add(value.toString()));
        return secrets;
    }

    private Map<String, Object> begin(Instant now) throws InterruptedException {
        Map<String, Object> context = new HashMap<>();
        context.put("_login", login.values());
        context.put("_time", now.getEpochSecond());
        try {
            Answer answer = http.send(login.request().render(context));
            if (!login.success().holds(answer, context)) {
                throw new HandlerException("the service answered " + answer.shown(secrets()));
            }
            return read(answer.in(context, login.success().form()));
        } catch (HermesException e) {
            throw new HandlerException("login: " + login.request() + ": " + e.getMessage(), e);
        }
    }

    private Map<String, Object> read(Map<String, Object> context) {
        Map<String, Object> read = new LinkedHashMap<>();
        login.session().forEach((name, template) -> {
            if (!(template.render(context) instanceof String text) || text.isEmpty()) {
                throw new HandlerException("the answer has no text for '" + name + "' at " + template.text());
            }
            read.put(name, text);
        });
        return read;
    }
}
