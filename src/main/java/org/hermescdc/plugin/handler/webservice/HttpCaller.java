package org.hermescdc.plugin.handler.webservice;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.HandlerException;

/** Makes calls, one at a time. What a call did, or may have done, is told to the event's context. */
final class HttpCaller {

    private static final int MOST_TRIES = 5;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int SERVER_FAULTS = 500;
    private static final int LONGEST_ANSWER = 200;

    private final HttpClient client;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final Duration longestWait;
    private final Pause pause;

    /** How a service is waited for. */
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /**
     * @param headers sent with each call
     * @param longestWait the longest that one call waits, all together, because the service asked for it
     */
    HttpCaller(HttpClient client, Map<String, String> headers, Duration timeout, Duration longestWait, Pause pause) {
        this.client = client;
        this.headers = headers;
        this.timeout = timeout;
        this.longestWait = longestWait;
        this.pause = pause;
    }

    /**
     * Makes one call. A service that is too busy and says how long (429 or 503 with Retry-After) is waited for.
     *
     * @throws HandlerException if it was no success
     */
    void send(CallTemplate template, CallTemplate.Rendered call, HandlerContext context) throws InterruptedException {
        Duration left = longestWait;
        for (int tries = 1; ; tries++) {
            HttpResponse<String> answer = answer(template, call, context);
            if (template.accepts(answer.statusCode(), context.isAnErrorRetry())) {
                context.markPartiallyProcessed();
                return;
            }
            OptionalLong seconds = askedWait(answer);
            if (seconds.isEmpty() || tries == MOST_TRIES || seconds.getAsLong() > left.toSeconds()) {
                if (answer.statusCode() >= SERVER_FAULTS && seconds.isEmpty()) {
                    context.markPartiallyProcessed();
                }
                throw new HandlerException(
                        told(template) + ": the service answered " + answer.statusCode() + shown(answer.body()));
            }
            Duration wait = Duration.ofSeconds(seconds.getAsLong());
            pause.of(wait);
            left = left.minus(wait);
        }
    }

    private HttpResponse<String> answer(CallTemplate template, CallTemplate.Rendered call, HandlerContext context)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.address()).timeout(timeout);
        headers.forEach(request::setHeader);
        call.json().ifPresent(json -> request.setHeader("Content-Type", "application/json"));
        call.headers().forEach(request::setHeader);
        request.method(
                call.method(),
                call.json().map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody));
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new HandlerException(told(template) + ": the service cannot be reached: " + reason(e), e);
        } catch (IOException e) {
            context.markPartiallyProcessed();
            throw new HandlerException(
                    told(template) + ": no answer, so that it may have been done or not: " + reason(e), e);
        }
    }

    /** The seconds of Retry-After, from a service that refused the call because it is too busy. */
    private static OptionalLong askedWait(HttpResponse<String> answer) {
        if (answer.statusCode() != TOO_MANY && answer.statusCode() != UNAVAILABLE) {
            return OptionalLong.empty();
        }
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    /** Without values: an address may hold some that are secret. */
    private static String told(CallTemplate template) {
        return template.method() + " " + template.address();
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private static String shown(String body) {
        String text = body.strip();
        return text.isEmpty()
                ? ""
                : ": " + (text.length() <= LONGEST_ANSWER ? text : text.substring(0, LONGEST_ANSWER) + "…");
    }
}
