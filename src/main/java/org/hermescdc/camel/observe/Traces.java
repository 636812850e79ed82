package org.hermescdc.camel.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Traces of a program's routes, made by Camel, and sent in batches over OTLP by a thread of their own: a collector that is
 * away delays nothing.
 */
public final class Traces implements AutoCloseable {

    private static final int LAST_SECONDS = 5;

    private final SdkTracerProvider provider;

    private Traces(SdkTracerProvider provider) {
        this.provider = provider;
    }

    /** Traces of {@code application}, for the collector at {@code url}. */
    public static Traces to(URI url, String application) {
        OtlpHttpSpanExporter exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(url.toString()).build();
        return new Traces(SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), application)))
                .setSampler(Sampler.parentBased(new OwnFlows()))
                .addSpanProcessor(
                        BatchSpanProcessor.builder(new NamesOnly(exporter)).build())
                .build());
    }

    /** What Camel's tracer looks for among the beans. */
    public Map<String, Object> beans() {
        Tracer tracer = provider.get("hermes");
        return Map.of("tracer", tracer, "trace-context", ContextPropagators.create(new SameThread()));
    }

    /** Sends what is left. */
    @Override
    public void close() {
        provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
    }
}
