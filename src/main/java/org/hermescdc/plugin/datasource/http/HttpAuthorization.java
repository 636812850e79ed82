package org.hermescdc.plugin.datasource.http;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.spi.Settings;

/** The header {@code Authorization} of requests. A token of OAuth 2 is kept until shortly before it expires. */
final class HttpAuthorization {

    private static final Duration BEFORE_ITS_END = Duration.ofSeconds(30);

    private final Settings auth;
    private final HttpClient client;
    private final Clock clock;
    private String token;
    private Instant until;

    HttpAuthorization(Settings auth, HttpClient client, Clock clock) {
        this.auth = auth;
        this.client = client;
        this.clock = clock;
    }

    /** @throws HermesException if a token is needed and not given */
    Optional<String> header() {
        return switch (auth.optionalText("type").orElse("none")) {
            case "basic" -> Optional.of(basic(auth.text("user"), auth.text("password")));
            case "bearer" -> Optional.of("Bearer " + auth.text("token"));
            case "oauth2" -> Optional.of("Bearer " + token());
            default -> Optional.empty();
        };
    }

    /** Forgets a token that was refused; tells whether there was one, so that it is worth to try again. */
    boolean forget() {
        boolean had = token != null;
        token = null;
        return had;
    }

    private String token() {
        if (token == null || !clock.instant().isBefore(until)) {
            HttpPost request = new HttpPost(auth.text("token_url"));
            request.setHeader("Authorization", basic(encoded("client_id"), encoded("client_secret")));
            request.setHeader("Accept", "application/json");
            request.setEntity(new UrlEncodedFormEntity(form()));
            try {
                client.execute(request, this::take);
            } catch (IOException e) {
                throw new HermesException(where() + ": " + Answers.tell(e), e);
            }
        }
        return token;
    }

    private Void take(ClassicHttpResponse answer) throws IOException {
        if (answer.getCode() != 200) {
            throw new HermesException(where() + ": " + Answers.status(answer));
        }
        try (JsonParser in = ValueJson.FACTORY.createParser(answer.getEntity().getContent())) {
            if (ValueJson.readForeign(in) instanceof Map<?, ?> given
                    && given.get("access_token") instanceof String text) {
                token = text;
                Duration lifetime = given.get("expires_in") instanceof Long seconds
                        ? Duration.ofSeconds(seconds)
                        : Duration.ofMinutes(5);
                until = clock.instant().plus(lifetime).minus(BEFORE_ITS_END);
                return null;
            }
        }
        throw new HermesException(where() + ": the answer holds no access_token");
    }

    private List<NameValuePair> form() {
        List<NameValuePair> form = new ArrayList<>();
        form.add(new BasicNameValuePair("grant_type", "client_credentials"));
        auth.optionalText("scope").ifPresent(scope -> form.add(new BasicNameValuePair("scope", scope)));
        return form;
    }

    /** RFC 6749, 2.3.1. */
    private String encoded(String key) {
        return URLEncoder.encode(auth.text(key), StandardCharsets.UTF_8);
    }

    private String where() {
        return "cannot get a token from " + auth.text("token_url");
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
