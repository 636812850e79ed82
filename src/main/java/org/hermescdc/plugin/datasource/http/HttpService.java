package org.hermescdc.plugin.datasource.http;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.net.URIBuilder;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.Values;
import org.hermescdc.plugin.datasource.json.JsonItems;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SourceRequest;

/** The web service of one source. */
public final class HttpService implements AutoCloseable {

    private final Settings settings;
    private final CloseableHttpClient client;
    private final HttpAuthorization authorization;

    HttpService(Settings settings, Clock clock) {
        this.settings = settings;
        this.client = ClientOf.settings(settings);
        this.authorization = new HttpAuthorization(settings.section("auth"), client, clock);
    }

    /** Begins a fetch: the query is a path below the URL of the settings, the variables are query parameters. */
    public HttpWalk begin(@Body SourceRequest request) {
        if (!request.isFetch()) {
            throw new HermesException("web services are only read: no " + request.kind());
        }
        String path = request.query() == null ? "" : request.query().strip();
        String base = settings.text("url");
        try {
            URIBuilder uri = new URIBuilder(
                    path.isEmpty() ? base : base.replaceFirst("/+$", "") + "/" + path.replaceFirst("^/+", ""));
            request.vars().forEach((name, value) -> add(uri, name, value));
            return new HttpWalk(uri.build(), settings.section("paging"));
        } catch (URISyntaxException e) {
            throw new HermesException("query '" + path + "' is no path of a URL: " + e.getReason(), e);
        }
    }

    private static void add(URIBuilder uri, String name, Object value) {
        if (value instanceof List<?> items) {
            items.forEach(item -> add(uri, name, item));
        } else if (value instanceof Map || value instanceof Bytes) {
            throw new HermesException(
                    "variable '" + name + "' is a " + Values.typeName(value) + ", which cannot be a query parameter");
        } else if (value != null) {
            uri.addParameter(name, value.toString());
        }
    }

    /**
     * Asks for the next page, hands over its rows, and finds the page after it.
     *
     * @throws HermesException if the page does not come whole, or does not hold what it should
     */
    public void page(@Body HttpWalk walk, @Variable("request") SourceRequest request) {
        if (!ask(walk, request.rows()) && !(authorization.forget() && ask(walk, request.rows()))) {
            throw new HermesException(where(walk.uri()) + ": 401, the service refuses the credentials");
        }
    }

    /** Whether the service took the credentials. */
    private boolean ask(HttpWalk walk, Consumer<Map<String, Object>> rows) {
        URI uri = walk.uri();
        HttpGet get = new HttpGet(uri);
        get.setHeader("Accept", "application/json");
        settings.section("headers").toMap().forEach(get::setHeader);
        authorization.header().ifPresent(header -> get.setHeader("Authorization", header));
        try {
            return client.execute(get, answer -> take(uri, answer, walk, rows));
        } catch (IOException e) {
            throw new HermesException(where(uri) + ": " + Answers.tell(e), e);
        }
    }

    private boolean take(URI uri, ClassicHttpResponse answer, HttpWalk walk, Consumer<Map<String, Object>> rows)
            throws IOException {
        if (answer.getCode() == 401) {
            return false;
        }
        if (answer.getCode() != 200 || answer.getEntity() == null) {
            throw new HermesException(
                    where(uri) + ": " + Answers.status(answer) + "; expected 200 with a JSON document");
        }
        DigestInputStream body = new DigestInputStream(answer.getEntity().getContent(), digest());
        try (JsonParser in = ValueJson.FACTORY.createParser(body)) {
            JsonItems.Found found = new JsonItems(settings.text("items"), walk.wanted()).read(in, rows);
            String link = answer.containsHeader("Link")
                    ? java.util.Arrays.stream(answer.getHeaders("Link"))
                            .map(header -> header.getValue())
                            .collect(java.util.stream.Collectors.joining(", "))
                    : "";
            walk.take(
                    found,
                    link,
                    HexFormat.of().formatHex(body.getMessageDigest().digest()));
            return true;
        } catch (HermesException e) {
            throw new HermesException(where(uri) + ": " + e.getMessage(), e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String where(URI uri) {
        return "GET " + Answers.shown(uri);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
