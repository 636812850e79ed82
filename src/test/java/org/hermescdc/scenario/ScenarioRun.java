package org.hermescdc.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hermescdc.camel.client.ClientTables;
import org.hermescdc.camel.server.ServerTables;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.event.ValueJson;

/** Goes through the steps of a scenario, and collects where what shows differs from what is expected. */
final class ScenarioRun implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How often the harness repeats an initsync that failed midway, as the README asks. */
    private static final int INITSYNC_TRIES = 10;

    private final Scenario scenario;
    private final World world;
    private final WorkingDirectory directory;
    private final CacheFiles serverCache;
    private final CacheFiles clientCache;
    private final ServerUnderTest server;
    private final ClientUnderTest client;
    private final List<String> differences = new ArrayList<>();
    private boolean serverRuns;
    private boolean clientRuns;
    private JsonNode startError;
    private JsonNode savedConfig;
    private String clientConfiguration;
    private final Rehearsal rehearsal;
    private long nextMessage = 1;
    private boolean inDatabases;
    private CacheInDatabase serverDatabase;
    private CacheInDatabase clientDatabase;

    /** What is done before each cycle of the server, with the files of the scenario. */
    interface Rehearsal {

        /** Looks at the server, and returns what is to be looked at behind the cycle. */
        Consumer<WorkingDirectory> before(ServerUnderTest server, WorkingDirectory directory);
    }

    ScenarioRun(Scenario scenario, Path path) throws Exception {
        this(scenario, path, (server, directory) -> after -> {});
    }

    ScenarioRun(Scenario scenario, Path path, Rehearsal rehearsal) throws Exception {
        this.rehearsal = rehearsal;
        this.scenario = scenario;
        this.directory = new WorkingDirectory(path, scenario);
        this.world = new World(new ScenarioClock(scenario.start()));
        this.serverCache = directory.cache("server-cache");
        this.clientCache = directory.cache("client-cache");
        this.server = world.server();
        this.client = world.client();
    }

    /** Keeps the caches in SQLite files from now on. */
    ScenarioRun inDatabases() {
        inDatabases = true;
        directory.useDatabases();
        serverDatabase = new CacheInDatabase(serverCache.directory(), "hermes-server", ServerTables::open);
        clientDatabase = new CacheInDatabase(
                clientCache.directory(),
                "hermes-client-recorder",
                store -> ClientTables.open(store, world.clientConfig()));
        world.watchStores(serverDatabase::watch, clientDatabase::watch);
        return this;
    }

    /** Runs all steps up to the first that shows something else than expected; returns the differences. */
    List<String> run() throws Exception {
        for (Scenario.Step step : scenario.steps()) {
            startError = null;
            take(step);
            Optional<JsonNode> expected = scenario.expected(step);
            if (expected.isPresent()) {
                compare(step, expected.get());
            }
            if (!differences.isEmpty()) {
                break;
            }
        }
        if (inDatabases && differences.isEmpty()) {
            close();
            roundTrip(serverDatabase, "server");
            roundTrip(clientDatabase, "client");
        }
        return differences;
    }

    /** What a database holds comes back to the byte through files and another database. */
    private void roundTrip(CacheInDatabase cache, String name) throws Exception {
        if (!cache.exists()) {
            return;
        }
        cache.show(false);
        Map.Entry<Map<String, String>, Map<String, String>> texts = cache.roundTrip();
        differ(
                "round trip of the " + name + "'s cache",
                JSON.valueToTree(texts.getKey()),
                JSON.valueToTree(texts.getValue()));
    }

    /**
     * Runs all steps, with one more restart of the client.
     *
     * @param step after which the client is stopped and started again
     * @param between what is done to its cache meanwhile
     * @return what each later step shows of the client: calls of handlers, mails, and the content of its files
     */
    List<JsonNode> observe(int step, Consumer<Path> between) throws Exception {
        List<JsonNode> shown = new ArrayList<>();
        for (Scenario.Step one : scenario.steps()) {
            take(one);
            if (one.number() > step) {
                shown.add(shown(one));
            }
            if (one.number() == step) {
                stopClient();
                between.accept(clientCache.directory());
                startClient(clientConfiguration);
                world.recorder().drain();
                world.drainMails();
            }
        }
        stopClient();
        return shown;
    }

    private JsonNode shown(Scenario.Step step) throws Exception {
        ObjectNode shown = JSON.createObjectNode();
        shown.put("step", step.fileName());
        shown.set("calls", tree(world.recorder().drain()));
        shown.set("mails", JSON.valueToTree(world.drainMails()));
        ObjectNode files = shown.putObject("files");
        for (Map.Entry<String, String> file : clientCache.texts().entrySet()) {
            files.set(file.getKey(), JSON.readTree(file.getValue()));
        }
        if (files.at("/_hermesconfig/content") instanceof ObjectNode config) {
            config.retain("hermes-client");
        }
        return shown;
    }

    /** The files that the client left, to the byte. */
    Map<String, String> clientFiles() throws Exception {
        return clientCache.texts();
    }

    @Override
    public void close() {
        stopClient();
        stopServer();
    }

    private void take(Scenario.Step step) throws Exception {
        Object argument = step.argument();
        switch (step.kind()) {
            case "sql" -> {
                Map<?, ?> sql = (Map<?, ?>) argument;
                directory.sql((String) sql.get("datasource"), (List<?>) sql.get("statements"));
            }
            case "server-config" -> startServer((String) argument);
            case "client-config" -> startClient((String) argument);
            case "server-cycle" -> serverCycles((Integer) argument);
            case "server-cli" -> initsync();
            case "client-cycle" -> clientCycles((Integer) argument);
            case "retry-error-queue" -> {
                world.clock().advance(client.retryInterval());
                clientCycles((Integer) argument);
            }
            case "clock" -> world.clock().advance(duration((Map<?, ?>) ((Map<?, ?>) argument).get("advance")));
            case "switch" -> world.recorder().set((Map<?, ?>) argument);
            case "bus" -> world.bus().set((Map<?, ?>) argument);
            case "server-stop" -> stopServer();
            case "client-stop" -> stopClient();
            default -> throw new IllegalArgumentException("unknown step " + step.kind());
        }
    }

    private void startServer(String file) throws Exception {
        stopServer();
        Path configuration = directory.configuration(file);
        serverRuns = started(() -> server.start(configuration));
    }

    private void startClient(String file) throws Exception {
        stopClient();
        clientConfiguration = file;
        Path configuration = directory.configuration(file);
        clientRuns = started(() -> client.start(configuration));
    }

    private boolean started(Runnable start) {
        try {
            start.run();
            return true;
        } catch (HermesException e) {
            startError = JSON.createObjectNode();
            return false;
        }
    }

    private void stopServer() {
        if (serverRuns) {
            server.stop();
            serverRuns = false;
        }
    }

    private void stopClient() {
        if (clientRuns) {
            client.stop();
            clientRuns = false;
        }
    }

    private void serverCycles(int count) {
        for (int i = 0; serverRuns && i < count; i++) {
            Consumer<WorkingDirectory> after = rehearsal.before(server, directory);
            attempt(server::cycle);
            after.accept(directory);
        }
    }

    private void initsync() {
        for (int i = 0; serverRuns && i < INITSYNC_TRIES; i++) {
            if (attempt(server::initsync)) {
                return;
            }
        }
    }

    private static boolean attempt(Runnable work) {
        try {
            work.run();
            return true;
        } catch (HermesException told) {
            return false;
        }
    }

    private void clientCycles(int count) {
        for (int i = 0; clientRuns && i < count; i++) {
            clientRuns = client.iterate();
        }
    }

    private void compare(Scenario.Step step, JsonNode expected) throws Exception {
        String place = String.format("step %02d %s: ", step.number(), step.kind());
        if (inDatabases) {
            serverDatabase.show(serverRuns);
            clientDatabase.show(clientRuns);
        }
        differ(place + "mails", expected.get("mails"), JSON.valueToTree(world.drainMails()));
        if (expected.has("events")) {
            differ(place + "events", expected.get("events"), events());
        }
        if (expected.has("server")) {
            compareServer(place + "server", expected.get("server"));
        }
        if (expected.has("client")) {
            compareClient(place + "client", expected.get("client"));
        }
    }

    private ArrayNode events() throws Exception {
        ArrayNode events = JSON.createArrayNode();
        for (WorkingDirectory.Message message : directory.messages(nextMessage)) {
            ObjectNode event = events.addObject();
            event.put("offset", (int) message.offset());
            event.put("timestamp", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(message.timestamp()));
            event.set("event", JSON.readTree(message.json()));
            nextMessage = message.offset() + 1;
        }
        return events;
    }

    private void compareServer(String place, JsonNode expected) throws Exception {
        ObjectNode actual = JSON.createObjectNode();
        ObjectNode wanted = expected.deepCopy();
        actual.put("running", serverRuns);
        if (startError != null) {
            actual.set("start_error", startError);
        }
        withoutTexts(wanted, "start_error");
        optional(expected, "dataschema", serverCache.read("_dataschema"), actual);
        if (expected.has("state")) {
            withoutTexts((ObjectNode) wanted.get("state"), "exception");
            serverCache.read("_hermes-server").ifPresent(file -> {
                withoutTexts((ObjectNode) file, "exception");
                actual.set("state", file);
            });
        }
        if (expected.has("status")) {
            actual.set("status", withoutExceptionText(server.status()));
            withoutExceptionText(wanted.get("status"));
        }
        compareFiles(place, serverCache, expected);
        wanted.remove(List.of("caches", "caches_deleted"));
        differ(place, wanted, actual);
    }

    private void compareClient(String place, JsonNode expected) throws Exception {
        ObjectNode actual = JSON.createObjectNode();
        ObjectNode wanted = expected.deepCopy();
        actual.put("running", clientRuns);
        if (startError != null) {
            actual.set("start_error", startError);
        }
        withoutTexts(wanted, "start_error");
        withoutTexts(wanted, "exception");
        if (expected.has("handler_calls") || !world.recorder().isQuiet()) {
            actual.set("handler_calls", tree(world.recorder().drain()));
        }
        optional(expected, "dataschema", clientCache.read("_dataschema"), actual);
        clientCache
                .read("_errorqueue")
                .filter(queue -> expected.has("errorqueue"))
                .ifPresent(queue -> actual.set("errorqueue", ErrorTexts.queue(queue)));
        clientCache.read("_hermes-client-recorder").ifPresent(state -> state(state, actual));
        actual.put("initialized", isInitialised(actual));
        compareSavedConfig(place, wanted);
        compareFiles(place, clientCache, expected);
        wanted.remove(List.of("caches", "caches_deleted", "saved_config"));
        differ(place, wanted, actual);
        if (startError == null) {
            directory.breaches().forEach(breach -> differences.add(place + ": " + breach));
        }
    }

    private static void state(JsonNode state, ObjectNode actual) {
        for (String name : List.of("initstartoffset", "initstopoffset", "nextoffset", "datamodelWarnings")) {
            actual.set(name, state.get(name));
        }
        actual.set("queueErrors", ErrorTexts.queueErrors(state.get("queueErrors")));
        actual.set("exception", ErrorTexts.exception(state.get("exception")));
    }

    private static boolean isInitialised(ObjectNode state) {
        return state.hasNonNull("nextoffset")
                && state.get("nextoffset").asLong()
                        >= state.get("initstopoffset").asLong();
    }

    private void compareSavedConfig(String place, ObjectNode expected) throws Exception {
        savedConfig = expected.has("saved_config") ? expected.get("saved_config") : savedConfig;
        Optional<JsonNode> file = clientCache.read("_hermesconfig");
        if (savedConfig != null || file.isPresent()) {
            ObjectNode actual = JSON.createObjectNode();
            file.ifPresent(saved -> actual.set("hermes-client", saved.get("hermes-client")));
            differ(place + ".saved_config", savedConfig, actual);
        }
    }

    private void compareFiles(String place, CacheFiles cache, JsonNode expected) throws Exception {
        cache.expect(expected);
        differ(place + ".files", JSON.valueToTree(cache.expected()), JSON.valueToTree(cache.actual()));
    }

    private static void optional(JsonNode expected, String name, Optional<JsonNode> content, ObjectNode actual) {
        if (expected.has(name)) {
            content.ifPresent(value -> actual.set(name, value));
        }
    }

    /** Only whether there is a text counts. */
    private static void withoutTexts(ObjectNode node, String name) {
        if (node.has(name)) {
            node.set(name, ErrorTexts.exception(node.get(name)));
        }
    }

    private static JsonNode withoutExceptionText(JsonNode status) {
        JsonNode errors = status.path("hermes-server").path("error");
        if (errors.has("unhandledException")) {
            ((ObjectNode) errors).set("unhandledException", JSON.createObjectNode());
        }
        return status;
    }

    private void differ(String place, JsonNode expected, JsonNode actual) {
        differences.addAll(Differences.between(place, expected, actual));
    }

    private static JsonNode tree(Object values) throws Exception {
        return JSON.readTree(ValueJson.text(values));
    }

    private static Duration duration(Map<?, ?> step) {
        Map<String, Object> parts = new TreeMap<>();
        step.forEach((unit, count) -> parts.put((String) unit, count));
        return Duration.ofDays((Integer) parts.getOrDefault("days", 0))
                .plusHours((Integer) parts.getOrDefault("hours", 0))
                .plusMinutes((Integer) parts.getOrDefault("minutes", 0));
    }
}
