package org.hermescdc.plugin.handler.webservice;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a service answered.
 *
 * @param rest how long the service wants to be left alone, if it refused because it is too busy
 */
record Answer(int code, String text, Optional<Duration> rest) {

    private static final int SERVER_FAULTS = 500;
    private static final int LONGEST = 200;

    /** Whether the service broke down over the request, so that it may have done it. */
    boolean isBreakdown() {
        return code >= SERVER_FAULTS && rest.isEmpty();
    }

    /** The variables of {@code context}, and {@code _answer}. */
    Map<String, Object> in(Map<String, ?> context, AnswerForm form) {
        Map<String, Object> more = new HashMap<>(context);
        more.put("_answer", Map.of("code", (long) code, "text", text, "body", form.read(text)));
        return more;
    }

    /** Code and the beginning of the text, for a message, without these texts. */
    String shown(Collection<String> secrets) {
        String body = Masking.of(text.strip(), secrets);
        return code
                + (body.isEmpty() ? "" : ": " + (body.length() <= LONGEST ? body : body.substring(0, LONGEST) + "…"));
    }
}
