package org.hermescdc.camel;

import io.opentelemetry.api.trace.Tracer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.hermescdc.core.HermesException;

/**
 * The running routes of one application: a Camel Main with the route files that the application names, and the beans that
 * they name. Route files come from the folder of the system property {@value #ROUTES_PROPERTY}, where an integration team
 * edits them; a file that is not there comes from the copy inside the jar.
 */
public final class Flow implements AutoCloseable {

    /** Names the folder {@code routes/} of the distribution. */
    public static final String ROUTES_PROPERTY = "hermes.routes";

    /** The folder of targets written as routes, below {@code routes/}. */
    public static final String HANDLERS = "handler/";

    private final Main main = new Main();
    private ProducerTemplate producer;

    /**
     * Starts the routes.
     *
     * @param application names the Camel context
     * @param files route files below {@code routes/}, such as {@code server/poll.camel.yaml}
     * @param beans what the routes name, by name; with a tracer among them, every step is traced
     * @throws HermesException if a route file is missing or cannot be loaded
     */
    public static Flow start(String application, List<String> files, Map<String, Object> beans) {
        Flow flow = new Flow();
        // without Camel's shutdown hook: signals go to the program, which closes its flow itself
        flow.main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        flow.main.configure().withName(application);
        flow.main.configure().withRoutesIncludePattern(String.join(",", locate(files)));
        if (beans.values().stream().anyMatch(Tracer.class::isInstance)) {
            flow.main.addInitialProperty("camel.opentelemetry2.enabled", "true");
            flow.main.addInitialProperty("camel.opentelemetry2.traceProcessors", "true");
        }
        // without a consumer a call fails at once, instead of after 30 seconds
        flow.main.addInitialProperty("camel.component.direct.block", "false");
        if (files.stream().anyMatch(file -> file.startsWith(HANDLERS))) {
            // what a service refused is tried again by the error queue, and by nobody before
            flow.main.addInitialProperty("camel.component.http.automaticRetriesDisabled", "true");
            flow.main.addInitialProperty("camel.component.https.automaticRetriesDisabled", "true");
        }
        beans.forEach(flow.main::bind);
        try {
            flow.main.start();
        } catch (Exception e) {
            flow.close();
            throw new HermesException(
                    "the routes of " + application + " cannot be started: " + Failures.tell(e) + "; files: " + files,
                    e);
        }
        flow.producer = flow.main.getCamelContext().createProducerTemplate();
        return flow;
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    /**
     * Sends {@code body} through the route that begins at {@code direct:<route>} and returns what it ends with.
     *
     * @throws HermesException what a step of the route has thrown, or an exception that tells of it
     */
    public Object request(String route, Object body) {
        Exchange exchange =
                producer.request("direct:" + route, e -> e.getMessage().setBody(body));
        if (exchange.getException() != null) {
            throw thrownBy(route, exchange.getException());
        }
        return exchange.getMessage().getBody();
    }

    @Override
    public void close() {
        main.stop();
    }

    /** Whether there is a route file of that name below {@code routes/}. */
    public static boolean hasFile(String file) {
        return locate(file).isPresent();
    }

    /**
     * A context with the routes of one file, which are not started: for a look at them.
     *
     * @param file below {@code routes/}
     * @throws HermesException if the file is missing or cannot be loaded
     */
    public static CamelContext unstarted(String file) {
        DefaultCamelContext context = new DefaultCamelContext();
        try {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(
                            context, locate(List.of(file)).get(0)));
            return context;
        } catch (Exception e) {
            context.stop();
            throw e instanceof HermesException own
                    ? own
                    : new HermesException("the routes cannot be loaded: " + Failures.tell(e), e);
        }
    }

    private static List<String> locate(List<String> files) {
        List<String> found = new ArrayList<>();
        for (String file : files) {
            found.add(locate(file)
                    .orElseThrow(() -> new HermesException("route file '" + file + "' is missing: looked in "
                            + folder().map(path -> path + " and ").orElse("") + "the jar")));
        }
        return found;
    }

    private static Optional<String> locate(String file) {
        Optional<Path> edited = folder().map(path -> path.resolve(file)).filter(Files::exists);
        if (edited.isPresent()) {
            return Optional.of("file:" + edited.get());
        }
        return Flow.class.getResource("/routes/" + file) == null
                ? Optional.empty()
                : Optional.of("classpath:routes/" + file);
    }

    private static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty(ROUTES_PROPERTY)).map(Path::of);
    }

    /** Camel wraps what a step throws; the step's own exception tells more. */
    private static HermesException thrownBy(String route, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HermesException own) {
                return own;
            }
        }
        return new HermesException("route " + route + " failed: " + Failures.tell(failure), failure);
    }
}
