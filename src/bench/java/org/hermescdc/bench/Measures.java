package org.hermescdc.bench;

import java.util.List;
import java.util.stream.Stream;

/** All measures, in the order of the table. */
final class Measures {

    static final List<Measure> ALL = Stream.of(
                    ServerMeasures.ALL, BusMeasures.ALL, ClientMeasures.ALL, ProcessMeasures.ALL)
            .flatMap(List::stream)
            .toList();

    private Measures() {}

    static Measure named(String name) {
        return ALL.stream()
                .filter(measure -> measure.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no measure is called '" + name + "'; there are: " + String.join(", ", names())));
    }

    static List<String> names() {
        return ALL.stream().map(Measure::name).toList();
    }
}
