package org.hermescdc.plugin.handler.webservice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hermescdc.plugin.tls.PemTls;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Setting.Type;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** The settings of {@code webservice}. */
final class WebServiceSchema {

    private static final long LONGEST_TIME = 3_600;
    private static final long A_DAY = 86_400;

    private static final Setting SUCCESS = Setting.of("success", codes())
            .withDefault(List.of())
            .describedAs("The codes that mean success; empty for each from 200 to 299.");

    private static final Setting SUCCESS_IF = Setting.text("success_if")
            .describedAs("Template over _answer that must be true too; that of the whole section unless given.");

    private static final SettingsSchema LOOKUP = SettingsSchema.of(
            Setting.text("type").asRequired().describedAs("A local type."),
            Setting.text("key").asRequired().describedAs("Template for the key of the object."));

    private static final SettingsSchema CHECK = request(
            SUCCESS.describedAs("The codes that mean that it is there; empty for each from 200 to 299."),
            SUCCESS_IF.describedAs("Template over _answer that must be true too where it is there; that of the whole"
                    + " section unless given."),
            Setting.of("gone", codes())
                    .withDefault(List.of(404L, 410L))
                    .describedAs("The codes that mean that it is not there."),
            Setting.text("gone_if").describedAs("Template over _answer that is true where it is not there."),
            Setting.choice("done", "there", "gone")
                    .asRequired()
                    .describedAs("Whether the call has been done when it is there, or when it is gone."));

    private static final SettingsSchema CALL = request(
            Setting.text("when").describedAs("Template; the call is made only where it is true."),
            Setting.mapOf("lookup", new Type.Section(LOOKUP))
                    .withDefault(Map.of())
                    .describedAs("Other objects of the client's cache, by the name that the templates know them by."),
            SUCCESS,
            SUCCESS_IF,
            Setting.of("done_on_retry", codes())
                    .describedAs("The codes that mean, on a retry, that an earlier try had succeeded; 404 and 410 for"
                            + " DELETE unless given, else none."),
            Setting.text("done_on_retry_if")
                    .describedAs("Template over _answer that is true where, on a retry, an earlier try had succeeded."),
            Setting.section("check", CHECK)
                    .describedAs("A request that changes nothing, made before the call is repeated by a retry."));

    private static final SettingsSchema LOGIN = request(
            Setting.mapOf("values", new Type.Text(null))
                    .asSecret()
                    .withDefault(Map.of())
                    .describedAs("What the templates of this section know as _login, such as a key."),
            SUCCESS,
            SUCCESS_IF,
            Setting.mapOf("session", new Type.Text(null))
                    .asRequired()
                    .describedAs("Templates over _answer for what calls know as _session, such as a token."),
            Setting.whole("lifetime", 1, A_DAY)
                    .describedAs("Seconds after which a session is not used any more; without it, it has no end of its"
                            + " own."),
            Setting.of("expired", codes())
                    .withDefault(List.of(401L))
                    .describedAs("The codes of a call that mean that the session is over: log in again, and repeat."),
            Setting.text("expired_if").describedAs("Template over _answer that is true where the session is over."));

    private static final SettingsSchema EVENTS = SettingsSchema.of(Arrays.stream(HandlerEvent.values())
            .map(event -> Setting.of(event.word(), new Type.ListOf(new Type.Section(CALL)))
                    .describedAs("The calls for objects that are " + event.word() + ", in their order."))
            .toArray(Setting[]::new));

    static final SettingsSchema SCHEMA = SettingsSchema.of(
                    Setting.text("url", "https?://.+")
                            .asRequired()
                            .describedAs("What the address of each call begins with."),
                    PemTls.setting(),
                    Setting.mapOf("headers", new Type.Text(null))
                            .asSecret()
                            .withDefault(Map.of())
                            .describedAs("Headers of every request, such as Authorization."),
                    Setting.whole("timeout", 1, LONGEST_TIME)
                            .withDefault(30L)
                            .describedAs("Seconds to wait for a connection, and for an answer."),
                    Setting.whole("longest_wait", 0, LONGEST_TIME)
                            .withDefault(30L)
                            .describedAs("Seconds that a call waits at most where the service asks for it (429 or 503"
                                    + " with Retry-After)."),
                    Setting.choice("answers", "text", "json", "xml")
                            .withDefault("text")
                            .describedAs("How templates know the text of an answer as _answer.body."),
                    SUCCESS_IF.describedAs("Template over _answer that must be true for a success, besides the code."),
                    Setting.section("login", LOGIN)
                            .describedAs("The request that begins a session, for a service that wants one."),
                    Setting.of("calls", new Type.MapOf(new Type.Section(EVENTS)))
                            .asRequired()
                            .describedAs("By local type and event, what is called."))
            .withRule(PemTls::certificateAndKeyTogether)
            .withRule(WebServiceSettings::problems);

    private WebServiceSchema() {}

    /** A section that describes a request, and more. */
    private static SettingsSchema request(Setting... more) {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.choice("method", "GET", "POST", "PUT", "PATCH", "DELETE")
                        .asRequired()
                        .describedAs("The method of the request."),
                Setting.text("path", "/.*")
                        .asRequired()
                        .describedAs("Template for what follows url; texts come in percent-encoded."),
                Setting.mapOf("headers", new Type.Text(null))
                        .withDefault(Map.of())
                        .describedAs("Templates for headers of this request."),
                Setting.of("body", new Type.Anything())
                        .describedAs("Any YAML with templates at its leaves, sent as JSON; no body unless given."),
                Setting.mapOf("form", new Type.Anything())
                        .describedAs("Templates for the fields of a form, by name, sent as"
                                + " application/x-www-form-urlencoded; a list is as many fields of one name.")));
        settings.addAll(List.of(more));
        return new SettingsSchema(settings, List.of(WebServiceSchema::oneBody));
    }

    private static List<Problem> oneBody(Settings request) {
        return request.has("body") && request.has("form")
                ? List.of(new Problem("form", "found a form beside a body; allowed: one of them"))
                : List.of();
    }

    private static Type codes() {
        return new Type.ListOf(new Type.Whole(100, 599));
    }
}
