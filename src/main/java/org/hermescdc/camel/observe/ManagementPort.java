package org.hermescdc.camel.observe;

import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.prometheus.MicrometerPrometheus;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.hermescdc.camel.Failures;
import org.hermescdc.config.HermesConfig;
import org.hermescdc.core.HermesException;

/** Camel's management server at the configured port: health, metrics, and the status page. Stops with the context. */
final class ManagementPort {

    static final String HEALTH = "/observe/health";
    static final String METRICS = "/observe/metrics";

    private ManagementPort() {}

    /** @throws HermesException if nothing can listen there */
    static void open(CamelContext camel, HermesConfig.Management config, Meters meters, Pages pages) {
        String where = "hermes.management.port: " + config.host() + ":" + config.port();
        try {
            requireFree(config, where);
            camel.getRegistry().bind("management-threads", fewThreads());
            camel.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, meters.registry());
            ManagementHttpServer server = server(config);
            camel.addService(server);
            camel.addService(metrics());
            pages.addTo(server.getRouter());
        } catch (HermesException e) {
            throw e;
        } catch (Exception e) {
            throw new HermesException(where + " cannot be opened: " + Failures.tell(e), e);
        }
    }

    private static ManagementHttpServer server(HermesConfig.Management config) {
        ManagementHttpServer server = new ManagementHttpServer();
        server.setHost(config.host());
        server.setPort(config.port());
        server.setPath("/");
        server.setHealthCheckEnabled(true);
        server.setHealthPath(HEALTH);
        server.setMetricsEnabled(true);
        return server;
    }

    private static MicrometerPrometheus metrics() {
        MicrometerPrometheus metrics = new MicrometerPrometheus();
        metrics.setPath(METRICS);
        // the names are those of Hermes: what Camel would tell of routes is not among them
        metrics.setEnableRoutePolicy(false);
        metrics.setEnableExchangeEventNotifier(false);
        metrics.setEnableRouteEventNotifier(false);
        metrics.setClearOnReload(false);
        return metrics;
    }

    /** One page for one operator: no pool of threads, no files below /tmp. */
    private static VertxOptions fewThreads() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }

    /** Asked before Camel is: it logs that it cannot listen, and goes on without. */
    private static void requireFree(HermesConfig.Management config, String where) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(config.host(), config.port()));
        } catch (IOException | IllegalArgumentException e) {
            throw new HermesException(
                    where + " cannot be listened at: " + Failures.tell(e) + "; nothing is started", e);
        }
    }
}
