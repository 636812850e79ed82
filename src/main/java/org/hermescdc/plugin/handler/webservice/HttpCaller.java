package org.hermescdc.plugin.handler.webservice;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/** Sends requests, one at a time. A service that is too busy and says how long is waited for. */
final class HttpCaller {

    private static final int MOST_TRIES = 5;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final HttpClient client;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final Duration longestWait;
    private final Pause pause;
    private final Clock clock;

    /** How a service is waited for. */
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    /**
     * @param headers sent with each request
     * @param longestWait the longest that one request waits, all together, because the service asked for it
     */
    HttpCaller(
            HttpClient client,
            Map<String, String> headers,
            Duration timeout,
            Duration longestWait,
            Pause pause,
            Clock clock) {
        this.client = client;
        this.headers = headers;
        this.timeout = timeout;
        this.longestWait = longestWait;
        this.pause = pause;
        this.clock = clock;
    }

    /**
     * Sends a request and returns the answer, whatever it is.
     *
     * @throws UnansweredException if there is none
     */
    Answer send(RequestTemplate.Request request) throws InterruptedException {
        Duration left = longestWait;
        for (int tries = 1; ; tries++) {
            Answer answer = answer(request);
            Optional<Duration> wait = answer.rest();
            if (wait.isEmpty() || tries == MOST_TRIES || wait.get().compareTo(left) > 0) {
                return answer;
            }
            pause.of(wait.get());
            left = left.minus(wait.get());
        }
    }

    private Answer answer(RequestTemplate.Request request) throws InterruptedException {
        HttpRequest.Builder http = HttpRequest.newBuilder(request.address()).timeout(timeout);
        headers.forEach(http::setHeader);
        request.payload().ifPresent(payload -> http.setHeader("Content-Type", payload.type()));
        request.headers().forEach(http::setHeader);
        http.method(
                request.method(),
                request.payload()
                        .map(payload -> HttpRequest.BodyPublishers.ofString(payload.text()))
                        .orElseGet(HttpRequest.BodyPublishers::noBody));
        try {
            HttpResponse<String> response = client.send(http.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), askedWait(response));
        } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
            throw new UnansweredException("the service cannot be reached: " + reason(e), false, e);
        } catch (IOException e) {
            throw new UnansweredException("no answer, so that it may have been done or not: " + reason(e), true, e);
        }
    }

    /** What Retry-After says, from a service that refused the request because it is too busy. */
    private Optional<Duration> askedWait(HttpResponse<String> response) {
        boolean busy = response.statusCode() == TOO_MANY || response.statusCode() == UNAVAILABLE;
        return busy
                ? response.headers().firstValue("Retry-After").flatMap(text -> RetryAfter.read(text, clock.instant()))
                : Optional.empty();
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
