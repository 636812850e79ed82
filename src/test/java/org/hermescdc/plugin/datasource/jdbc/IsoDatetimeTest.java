package org.hermescdc.plugin.datasource.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoDatetimeTest {

    @ParameterizedTest
    @CsvSource({
        "2024-02-29, 2024-02-29T00:00:00",
        "2024-01-31T12:34, 2024-01-31T12:34:00",
        "2024-01-31 12:34Z, 2024-01-31T12:34:00",
        "2024-01-31 12:34:56, 2024-01-31T12:34:56",
        "2024-01-31T12:34:56.987654, 2024-01-31T12:34:56",
        "2024-01-31T12:34:56+01:00, 2024-01-31T12:34:56",
        "2024-01-31 12:34:56.5-0330, 2024-01-31T12:34:56",
        "2024-01-31 12:34:56+02, 2024-01-31T12:34:56",
    })
    void readsWhatIsoAllows(String text, LocalDateTime expected) {
        assertThat(IsoDatetime.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024",
                "2024-1-31",
                "2024/01/31",
                "2023-02-29",
                "2024-01-31T",
                "2024-01-31T12",
                "2024-01-31x12:34",
                "2024-01-31T12:34:5",
                "2024-01-31T25:00",
                "2024-01-31T12:34:56.",
                "2024-01-31T12:34:56 ",
                "2024-01-31T12:34:56+1",
                "2024-01-31T12:34.5",
                "٢٠٢٤-٠١-٣١",
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> IsoDatetime.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
