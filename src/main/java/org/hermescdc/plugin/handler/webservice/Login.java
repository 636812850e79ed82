package org.hermescdc.plugin.handler.webservice;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.core.template.Template;

/**
 * How a session is begun, and how its end is recognised.
 *
 * @param values what the templates of {@code request} know as {@code _login}
 * @param success when the answer means that there is a session
 * @param session what calls know as {@code _session}: templates over the answer
 * @param lifetime after which a session is not used any more; empty if it has no end of its own
 * @param expired when the answer to a call means that the session is over, and that the call was not done
 */
record Login(
        RequestTemplate request,
        Map<String, Object> values,
        Condition success,
        Map<String, Template> session,
        Optional<Duration> lifetime,
        Condition expired) {}
