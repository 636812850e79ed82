package org.hermescdc.plugin.datasource.oracle;

import java.util.List;
import java.util.Map;
import org.hermescdc.spi.DataSourceFactory;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;
import org.hermescdc.spi.SourceException;

/** The datasource {@code oracle}: what configurations say of it. This version checks them, and cannot connect. */
public final class OracleSource implements DataSourceFactory {

    @Override
    public String name() {
        return "oracle";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(
                        Setting.text("server").asRequired().describedAs("Host name or address of the server."),
                        Setting.whole("port", 1, 65_535).asRequired().describedAs("Its port, usually 1521."),
                        Setting.text("service_name").describedAs("The service to connect to; either this or sid."),
                        Setting.text("sid").describedAs("The instance to connect to; either this or service_name."),
                        Setting.text("login").asRequired().describedAs("The user to connect as."),
                        Setting.text("password").asRequired().asSecret().describedAs("The user's password."))
                .withRule(OracleSource::serviceOrInstance);
    }

    private static List<Problem> serviceOrInstance(Settings settings) {
        boolean service = settings.has("service_name");
        if (service != settings.has("sid")) {
            return List.of();
        }
        return List.of(
                service
                        ? new Problem("sid", "found beside service_name; allowed: one of the two")
                        : new Problem("", "found neither service_name nor sid; required: one of the two"));
    }

    @Override
    public String template() {
        return "datasource-sql";
    }

    @Override
    public Map<String, Object> beans(String source, Settings settings) {
        throw new SourceException(
                source, "the datasource type 'oracle' cannot be used: its connector is not part of this version", null);
    }
}
