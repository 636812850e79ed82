package org.hermescdc.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A headless Chromium for tests ({@code @ExtendWith(Chromium.class)}, then a parameter {@code Chromium.Browser}): one per
 * JVM, driven through its DevTools protocol.
 */
public final class Chromium extends TestServer<Chromium.Browser> {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Chromium() {
        super(Browser.class, Browser::new);
    }

    /** The running browser. */
    public static final class Browser implements AutoCloseable {

        private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/");

        private final HttpClient http = HttpClient.newHttpClient();
        private final Child child;
        private final int port;

        Browser() throws IOException {
            Path program = TestServer.require("chromium", "chromium", List.of(Path.of("/usr/bin")))
                    .resolve("chromium");
            Path folder = Files.createTempDirectory("hermes-chromium");
            child = Child.start(
                    folder.resolve("log"),
                    Map.of("HOME", folder.toString()),
                    Duration.ofSeconds(5),
                    List.of(
                            program.toString(),
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--disable-dev-shm-usage",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--hide-scrollbars",
                            "--lang=en",
                            "--user-data-dir=" + folder.resolve("profile"),
                            "--remote-debugging-port=0",
                            "about:blank"));
            child.await(
                    "the DevTools port of Chromium",
                    () -> LISTENING.matcher(child.log()).find(),
                    LIMIT);
            Matcher listening = LISTENING.matcher(child.log());
            listening.find();
            port = Integer.parseInt(listening.group(1));
        }

        /** Opens a page of that size. */
        public Tab open(String url, int width, int height, boolean dark) {
            try {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build();
                JsonNode tab = JSON.readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
                Tab opened = new Tab(http, tab.path("webSocketDebuggerUrl").asText());
                opened.begin(url, width, height, dark);
                return opened;
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            child.close();
        }
    }

    /** One page in the browser. */
    public static final class Tab implements WebSocket.Listener, AutoCloseable {

        private final AtomicInteger ids = new AtomicInteger();
        private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
        private final List<String> complaints = new CopyOnWriteArrayList<>();
        private final StringBuilder message = new StringBuilder();
        private final WebSocket socket;

        private Tab(HttpClient http, String address) {
            socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create(address), this)
                    .join();
        }

        private void begin(String url, int width, int height, boolean dark) {
            call("Runtime.enable", Map.of());
            call("Log.enable", Map.of());
            call("Page.enable", Map.of());
            call(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
            call(
                    "Emulation.setEmulatedMedia",
                    Map.of(
                            "features",
                            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
            call("Page.navigate", Map.of("url", url));
            await("location.href != 'about:blank' && document.readyState == 'complete'");
        }

        /** The value of a JavaScript expression, awaited if it is a promise. */
        public JsonNode evaluate(String expression) {
            JsonNode answer = call(
                    "Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
            if (answer.has("exceptionDetails")) {
                throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
            }
            return answer.path("result").path("value");
        }

        /** Waits until a JavaScript condition holds. */
        public void await(String condition) {
            long end = System.nanoTime() + LIMIT.toNanos();
            while (!evaluate("!!(" + condition + ")").asBoolean()) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("never true: " + condition + "; the page says: "
                            + evaluate("document.body.innerText").asText());
                }
                evaluate("new Promise(done => setTimeout(done, 50))");
            }
        }

        /** What the browser complains about: exceptions of scripts, breaches of the page's own policy, failed requests. */
        public List<String> complaints() {
            return List.copyOf(complaints);
        }

        /** Presses a key, as from a keyboard. */
        public void press(String key) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            "keyDown",
                            "key",
                            key,
                            "code",
                            key,
                            "text",
                            text(key),
                            "windowsVirtualKeyCode",
                            code(key)));
            call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code(key)));
        }

        private static String text(String key) {
            return key.equals("Enter") ? "\r" : "";
        }

        private static int code(String key) {
            return key.equals("Enter") ? 13 : 9;
        }

        /** A picture of the whole page, as PNG. */
        public byte[] screenshot() {
            return Base64.getDecoder()
                    .decode(call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                            .path("data")
                            .asText());
        }

        private JsonNode call(String method, Map<String, ?> parameters) {
            int id = ids.incrementAndGet();
            CompletableFuture<JsonNode> answer = new CompletableFuture<>();
            answers.put(id, answer);
            try {
                socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                        .join();
                return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
                throw new IllegalStateException(method, e);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                take(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String text) {
            try {
                JsonNode received = JSON.readTree(text);
                if (received.has("id")) {
                    CompletableFuture<JsonNode> answer =
                            answers.remove(received.path("id").asInt());
                    if (received.has("error")) {
                        answer.completeExceptionally(new IllegalStateException(text));
                    } else {
                        answer.complete(received.path("result"));
                    }
                } else if (List.of("Runtime.exceptionThrown", "Log.entryAdded")
                        .contains(received.path("method").asText())) {
                    complaints.add(text);
                }
            } catch (IOException e) {
                complaints.add(e + ": " + text);
            }
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
