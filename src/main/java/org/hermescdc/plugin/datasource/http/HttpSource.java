package org.hermescdc.plugin.datasource.http;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hermescdc.plugin.tls.PemTls;
import org.hermescdc.spi.DataSourceFactory;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** The datasource {@code http}: a web service that answers in JSON. */
public final class HttpSource implements DataSourceFactory {

    private static final Pattern POINTER = Pattern.compile("(?:/[^/]*)*");

    /** Kind of authentication → the keys that it needs. */
    private static final Map<String, Set<String>> AUTHENTICATION = Map.of(
            "none", Set.of(),
            "basic", Set.of("user", "password"),
            "bearer", Set.of("token"),
            "oauth2", Set.of("token_url", "client_id", "client_secret"));

    @Override
    public String name() {
        return "http";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(
                        Setting.text("url", "https?://[^?#]+")
                                .asRequired()
                                .describedAs("What the URLs of all requests begin with."),
                        Setting.section("auth", authentication()).describedAs("How requests are authenticated."),
                        Setting.mapOf("headers", new Setting.Type.Text(null))
                                .asSecret()
                                .describedAs("Headers of every request, by name."),
                        PemTls.setting(),
                        Setting.whole("timeout", 1, 86_400)
                                .withDefault(60L)
                                .describedAs("Seconds of silence after which an answer is given up."),
                        Setting.whole("retries", 0, 20)
                                .withDefault(2L)
                                .describedAs(
                                        "How often a request is repeated after no answer, or 429, 502, 503 or 504."),
                        Setting.section("paging", paging()).describedAs("How the next page is asked for."),
                        pointer("items")
                                .withDefault("")
                                .describedAs("JSON pointer to the list of items; by default the whole answer."))
                .withRule(HttpSource::check);
    }

    private static SettingsSchema authentication() {
        return SettingsSchema.of(
                Setting.choice("type", "none", "basic", "bearer", "oauth2")
                        .withDefault("none")
                        .describedAs("The kind; oauth2 is the client credentials grant."),
                Setting.text("user").describedAs("For basic."),
                Setting.text("password").asSecret().describedAs("For basic."),
                Setting.text("token").asSecret().describedAs("For bearer."),
                Setting.text("token_url", "https?://.+").describedAs("For oauth2: who gives tokens."),
                Setting.text("client_id").describedAs("For oauth2."),
                Setting.text("client_secret").asSecret().describedAs("For oauth2."),
                Setting.text("scope").describedAs("For oauth2; optional."));
    }

    private static SettingsSchema paging() {
        return SettingsSchema.of(
                Setting.choice("type", "none", "page", "offset", "link", "cursor")
                        .withDefault("none")
                        .describedAs(
                                "The kind: a page's number, the number of the first item, the URL of the next page,"
                                        + " a word that leads to it."),
                Setting.text("parameter")
                        .describedAs("The query parameter of page, offset and cursor; by default called like them."),
                Setting.whole("first", 0, 1).withDefault(1L).describedAs("The number of the first page, for page."),
                Setting.text("size_parameter").describedAs("The query parameter that asks for pages of a size."),
                Setting.whole("size", 1, 1_000_000).describedAs("That size."),
                pointer("next")
                        .describedAs(
                                "JSON pointer to the next link or cursor; without it links are in the header Link."),
                pointer("total")
                        .describedAs(
                                "JSON pointer to the number of all items: a fetch that gets another number fails."));
    }

    private static Setting pointer(String name) {
        return Setting.text(name, POINTER.pattern());
    }

    private static List<Problem> check(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        Settings auth = settings.section("auth");
        String kind = auth.optionalText("type").orElse("none");
        AUTHENTICATION.get(kind).stream()
                .sorted()
                .filter(key -> !auth.has(key))
                .forEach(key -> problems.add(new Problem("auth", "'" + key + "' is missing; required for " + kind)));
        problems.addAll(PemTls.certificateAndKeyTogether(settings));
        Settings paging = settings.section("paging");
        if (paging.optionalText("type").orElse("none").equals("cursor") && !paging.has("next")) {
            problems.add(new Problem("paging", "'next' is missing; required for cursor"));
        }
        if (paging.has("size") != paging.has("size_parameter")) {
            problems.add(new Problem("paging", "only one of size and size_parameter is there; they go together"));
        }
        try {
            URI.create(settings.text("url"));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem("url", "'" + settings.text("url") + "' is no URL"));
        }
        return problems;
    }

    @Override
    public String template() {
        return "datasource-http";
    }

    @Override
    public Map<String, Object> beans(String source, Settings settings) {
        return Map.of("service", new HttpService(settings, Clock.systemUTC()));
    }
}
