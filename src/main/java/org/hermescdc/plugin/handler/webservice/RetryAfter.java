package org.hermescdc.plugin.handler.webservice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;

/** The header {@code Retry-After}: a number of seconds, or a date. */
final class RetryAfter {

    private RetryAfter() {}

    /** How long to wait; empty if {@code text} is neither; nothing, if the date is over. */
    static Optional<Duration> read(String text, Instant now) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        return Optional.ofNullable(DateUtils.parseStandardDate(text))
                .map(date -> date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
    }
}
