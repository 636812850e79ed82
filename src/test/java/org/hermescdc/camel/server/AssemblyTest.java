package org.hermescdc.camel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hermescdc.core.HermesException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssemblyTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 500, 501, 10_000})
    void buildsEveryRowInItsOrder(int rows) {
        List<Integer> built;
        try (Assembly<Integer, Integer> assembly = new Assembly<>("people", row -> row * 2)) {
            IntStream.range(0, rows).forEach(assembly::add);
            built = assembly.finish();
        }

        assertThat(built)
                .containsExactlyElementsOf(
                        IntStream.range(0, rows).mapToObj(row -> row * 2).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500, 501, 777, 4321})
    void namesTheSourceAndTheFirstRowThatFails(int bad) {
        try (Assembly<Integer, Integer> assembly = new Assembly<>("people", row -> failing(row, bad))) {
            assertThatThrownBy(() -> {
                        IntStream.rangeClosed(1, 5000).forEach(assembly::add);
                        assembly.finish();
                    })
                    .isInstanceOf(HermesException.class)
                    .hasMessage("datasource 'people', row " + bad + ": no key in " + bad);
        }
    }

    @Test
    void stopsTheReadingSoonAfterAFailure() {
        AtomicInteger read = new AtomicInteger();
        try (Assembly<Integer, Integer> assembly = new Assembly<>("people", row -> failing(row, 1))) {
            assertThatThrownBy(() -> IntStream.rangeClosed(1, 1_000_000).forEach(row -> {
                        read.set(row);
                        assembly.add(row);
                    }))
                    .hasMessage("datasource 'people', row 1: no key in 1");
        }

        assertThat(read).hasValueLessThanOrEqualTo(5_000);
    }

    @Test
    void buildsNothingAnyMoreOnceItIsClosed() {
        AtomicInteger building = new AtomicInteger();
        Assembly<Integer, Integer> assembly = new Assembly<>("people", row -> {
            building.incrementAndGet();
            Thread.yield();
            return building.decrementAndGet();
        });
        IntStream.range(0, 2_000).forEach(assembly::add);
        assembly.close();

        assertThat(building).hasValue(0);
    }

    @Test
    void throwsAnErrorAsItIs() {
        try (Assembly<Integer, Integer> assembly = new Assembly<>("people", row -> {
            throw new OutOfMemoryError("no room");
        })) {
            assertThatThrownBy(() -> {
                        IntStream.range(0, 600).forEach(assembly::add);
                        assembly.finish();
                    })
                    .isInstanceOf(OutOfMemoryError.class);
        }
    }

    private static int failing(int row, int bad) {
        if (row >= bad) {
            throw new HermesException("no key in " + row);
        }
        return row;
    }
}
