package org.hermescdc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hermescdc.core.model.Bytes;
import org.junit.jupiter.api.Test;

class LogTextTest {

    private final LogText log = new LogText(10);

    @Test
    void shortensLongTextsWhereverTheyStand() {
        assertThat(log.of("0123456789")).isEqualTo("'0123456789'");
        assertThat(log.of("0123456789a")).isEqualTo("<LONG_STR(11, '0123456789…')>");
        assertThat(log.of(Map.of("k", List.of("0123456789a", 1L))))
                .isEqualTo("{'k': [<LONG_STR(11, '0123456789…')>, 1]}");
        assertThat(new LogText(0).of("0123456789a")).isEqualTo("'0123456789a'");
    }

    @Test
    void tellsOnlyTheTypeOfASecret() {
        Map<String, Object> attributes =
                new TreeMap<>(Map.of("login", "amara", "password", "hunter2", "photo", Bytes.of(new byte[3])));

        assertThat(log.of(attributes, Set.of("password")))
                .isEqualTo("{login: 'amara', password: <SECRET_VALUE(string)>, photo: <3 bytes>}");
    }
}
