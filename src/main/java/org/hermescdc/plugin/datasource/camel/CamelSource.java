package org.hermescdc.plugin.datasource.camel;

import java.util.List;
import java.util.Map;
import org.hermescdc.spi.DataSourceFactory;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** The datasource {@code camel}: any Camel endpoint. */
public final class CamelSource implements DataSourceFactory {

    @Override
    public String name() {
        return "camel";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(
                        Setting.text("uri", "[a-z][a-z0-9+.-]*:.+")
                                .asRequired()
                                .asSecret()
                                .describedAs("URI of the Camel endpoint; the jar of its component is in plugins/."),
                        Setting.choice("mode", "poll", "call")
                                .withDefault("poll")
                                .describedAs(
                                        "Whether a message is polled from the endpoint, or the endpoint is called, with"
                                                + " the query as body and the vars as headers."),
                        Setting.whole("timeout", 1, 86_400)
                                .withDefault(60L)
                                .describedAs("Seconds that a polled message is waited for; none is a failure."),
                        Setting.text("dataformat")
                                .describedAs(
                                        "The Camel data format that makes rows of the message, such as csv; without it"
                                                + " the message holds rows already."),
                        Setting.mapOf("dataformat_options", new Setting.Type.Text(null))
                                .describedAs("Options of the data format, by name."))
                .withRule(CamelSource::check);
    }

    private static List<Problem> check(Settings settings) {
        return settings.has("dataformat_options") && !settings.has("dataformat")
                ? List.of(new Problem("dataformat_options", "found without dataformat"))
                : List.of();
    }

    @Override
    public String template() {
        return "datasource-camel";
    }

    /** A polled endpoint may give its message away. */
    @Override
    public boolean isReadOnly(Settings settings) {
        return settings.text("mode").equals("call");
    }

    @Override
    public Map<String, Object> beans(String source, Settings settings) {
        return Map.of("endpoint", new CamelEndpoint(settings), "timeout", 1000 * settings.whole("timeout"));
    }
}
