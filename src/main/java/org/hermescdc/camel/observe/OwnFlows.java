package org.hermescdc.camel.observe;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.Set;

/** Where traces begin: at what a program does, not each time that the route of a bus looks for messages. */
final class OwnFlows implements Sampler {

    private static final Set<String> FLOWS = Set.of(
            "poll",
            "initsync",
            "schema-change",
            "initialise",
            "consume",
            "retry-errors",
            "purge-trashbin",
            "change-datamodel");

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        return FLOWS.contains(name) ? SamplingResult.recordAndSample() : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return "traces of Hermes' own flows";
    }
}
