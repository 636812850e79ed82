package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "sources, sources, 0",
        "sorces, sources, 1",
        "soruces, sources, 1",
        "SOURCES, sources, 0",
        "'', abc, 3",
        "kitten, sitting, 3"
    })
    void countsLettersToChange(String first, String second, int steps) {
        assertThat(Nearest.distance(first, second)).isEqualTo(steps);
        assertThat(Nearest.distance(second, first)).isEqualTo(steps);
    }

    @Test
    void hintsAtTheNearestWord() {
        assertThat(Nearest.hint("tostring", List.of("sources", "toString"))).isEqualTo("; did you mean 'toString'?");
    }

    @Test
    void hintsAtNothingThatIsFar() {
        assertThat(Nearest.hint("surprise", List.of("sources", "toString"))).isEmpty();
        assertThat(Nearest.hint("x", List.of())).isEmpty();
    }
}
