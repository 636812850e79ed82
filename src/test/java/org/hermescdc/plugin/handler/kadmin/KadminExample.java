package org.hermescdc.plugin.handler.kadmin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.config.ConfigLoader;
import org.hermescdc.config.PluginCatalog;
import org.hermescdc.it.Heimdal;
import org.hermescdc.spi.Settings;

/** The shipped example, pointed at the realm of the tests. */
final class KadminExample {

    static final String NAME = "usersgroups_kadmin_heimdal";

    private static final Path FILE =
            Path.of("config/target-kadmin-heimdal/hermes-client-usersgroups_kadmin_heimdal-config.yml");

    private KadminExample() {}

    /** Its settings, loaded as they stand, with some of them changed. */
    static Settings settings(Heimdal.Server realm, Map<String, ?> changes) {
        Map<String, Object> values = new HashMap<>(load(text()).toMap());
        values.put("kadmin_password", Heimdal.Server.PASSWORD);
        values.put("kadmin_realm", Heimdal.Server.REALM);
        for (String program : List.of("kinit", "kadmin", "kdestroy")) {
            values.put(program + "_cmd", realm.program(program + ".heimdal").toString());
        }
        values.putAll(changes);
        return new Settings(values);
    }

    static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Settings load(String text) {
        try {
            Path folder = Files.createTempDirectory("hermes-kadmin-example");
            Path file = Files.writeString(folder.resolve("config.yml"), text);
            try {
                return new ConfigLoader(PluginCatalog.installed(folder), Map.of())
                        .loadClient(file, NAME)
                        .pluginSettings();
            } finally {
                Files.delete(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
