package org.hermescdc.plugin.bus.rabbitmq;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.spi.Settings;

/**
 * How long a stream keeps its messages.
 *
 * @param maxAge as RabbitMQ writes it: {@code 30D}
 * @param maxLengthBytes of the whole stream
 */
record Retention(Optional<String> maxAge, Optional<Long> maxLengthBytes) {

    static final Retention NONE = new Retention(Optional.empty(), Optional.empty());

    private static final long LARGEST_SEGMENT = 500_000_000;

    /** RabbitMQ looks at ages only when a segment is full: on a quiet bus a large one would keep messages for years. */
    private static final long SEGMENT_FOR_AGES = 10_000_000;

    private static final int SEGMENTS = 10;

    static Retention of(Settings settings) {
        return new Retention(
                settings.optionalText("max_age"),
                settings.has("max_length_bytes") ? Optional.of(settings.whole("max_length_bytes")) : Optional.empty());
    }

    /** The arguments of a stream queue with this retention. */
    Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("x-queue-type", "stream");
        maxAge.ifPresent(age -> arguments.put("x-max-age", age));
        maxLengthBytes.ifPresent(length -> arguments.put("x-max-length-bytes", length));
        if (maxAge.isPresent() || maxLengthBytes.isPresent()) {
            arguments.put("x-stream-max-segment-size-bytes", segment());
        }
        return arguments;
    }

    /** Only whole segments are dropped: several of them make up what is kept. */
    private long segment() {
        long byLength =
                maxLengthBytes.map(length -> Math.max(1, length / SEGMENTS)).orElse(LARGEST_SEGMENT);
        long byAge = maxAge.isPresent() ? SEGMENT_FOR_AGES : LARGEST_SEGMENT;
        return Math.min(byLength, byAge);
    }
}
