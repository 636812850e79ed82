package org.hermescdc.camel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointNameTest {

    @ParameterizedTest
    @CsvSource({"hr-2.x,hr-2.x", "hr 2,hr_202", "hr_2,hr_5F2", "é?,_C3_A9_3F", "{{x}},_7B_7Bx_7D_7D", "😀,_F0_9F_98_80"
    })
    void encodesWhatAnEndpointCouldTakeForSomethingElse(String name, String encoded) {
        assertThat(EndpointName.of(name)).isEqualTo(encoded);
    }
}
