package org.hermescdc.camel.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.hermescdc.core.HermesException;
import org.hermescdc.ops.ExitCode;
import org.hermescdc.ops.Reply;

/**
 * The status page: three files, its data, and its actions. The page takes nothing from elsewhere, and no page of elsewhere
 * can embed it or act on it.
 */
final class Pages {

    private static final String ACTION = "/action";
    private static final int LARGEST_ACTION = 4096;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final String JSON = "application/json";
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final PageData data;
    private final Actions actions;

    Pages(PageData data, Actions actions) {
        this.data = data;
        this.actions = actions;
    }

    void addTo(Router router) {
        router.route().order(-1).handler(Pages::protect);
        file(router, "/", "index.html", "text/html; charset=utf-8");
        file(router, "/page.css", "page.css", "text/css; charset=utf-8");
        file(router, "/page.js", "page.js", "text/javascript; charset=utf-8");
        router.get("/status.json").blockingHandler(this::status, false);
        router.post(ACTION)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_ACTION))
                .handler(this::admit)
                .blockingHandler(this::act, false);
    }

    private static void protect(RoutingContext request) {
        HEADERS.forEach(request.response()::putHeader);
        request.next();
    }

    private static void file(Router router, String path, String name, String type) {
        Buffer content = Buffer.buffer(read(name));
        Handler<RoutingContext> answer =
                request -> request.response().putHeader("Content-Type", type).end(content);
        router.route(HttpMethod.GET, path).handler(answer);
        router.route(HttpMethod.HEAD, path).handler(answer);
    }

    private static byte[] read(String name) {
        try (InputStream in = Pages.class.getResourceAsStream("/page/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new HermesException("the status page cannot be read: " + e.getMessage(), e);
        }
    }

    private void status(RoutingContext request) {
        answer(request, OK, data.json());
    }

    private void admit(RoutingContext request) {
        if (actions.mayAct(request.request().getHeader("Authorization"))) {
            request.next();
        } else {
            answer(request, FORBIDDEN, json(new Reply(ExitCode.ERROR, "the token is missing or wrong")));
        }
    }

    private void act(RoutingContext request) {
        try {
            Reply reply = actions.execute(request.body().asString());
            answer(request, reply.retcode() == ExitCode.OK ? OK : CONFLICT, json(reply));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            answer(request, CONFLICT, json(new Reply(ExitCode.ERROR, "the program stopped first")));
        }
    }

    private static void answer(RoutingContext request, int code, String json) {
        request.response().setStatusCode(code).putHeader("Content-Type", JSON).end(json);
    }

    private static String json(Reply reply) {
        try {
            return MAPPER.writeValueAsString(reply);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
