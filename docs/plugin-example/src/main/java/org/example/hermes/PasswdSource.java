package org.example.hermes;

import java.nio.file.Path;
import java.util.Map;
import org.hermescdc.spi.DataSourceFactory;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/** The datasource {@code passwd}: a file in the form of {@code /etc/passwd}. */
public final class PasswdSource implements DataSourceFactory {

    @Override
    public String name() {
        return "passwd";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(Setting.text("path").asRequired().describedAs("The file to read."));
    }

    @Override
    public String template() {
        return "datasource-passwd";
    }

    @Override
    public Map<String, Object> beans(String source, Settings settings) {
        return Map.of("file", new PasswdFile(Path.of(settings.text("path"))));
    }
}
