package org.hermescdc.camel.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;

/**
 * Lets names, times and failures through, and nothing else: addresses, messages and texts of exceptions may hold values of
 * data, or secrets.
 */
final class NamesOnly implements SpanExporter {

    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("op");

    private final SpanExporter exporter;

    NamesOnly(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(spans.stream().<SpanData>map(NamedSpan::new).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private static final class NamedSpan extends DelegatingSpanData {

        NamedSpan(SpanData span) {
            super(span);
        }

        /** The step, or the route; of an endpoint outside, only its kind. */
        @Override
        public String getName() {
            String scheme = super.getAttributes().get(SCHEME);
            return scheme == null || scheme.equals("direct") ? super.getName() : scheme;
        }

        @Override
        public Attributes getAttributes() {
            String operation = super.getAttributes().get(OPERATION);
            return operation == null ? Attributes.empty() : Attributes.of(OPERATION, operation);
        }

        @Override
        public int getTotalAttributeCount() {
            return getAttributes().size();
        }

        @Override
        public List<EventData> getEvents() {
            return List.of();
        }

        @Override
        public int getTotalRecordedEvents() {
            return 0;
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }
    }
}
