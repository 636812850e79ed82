package org.hermescdc.plugin.handler.ad;

import java.util.List;
import java.util.Optional;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client plugin {@code usersgroups_adpypsrp} (spec/07): the settings of Hermes 1.0.9, over LDAPS. */
public final class PypsrpHandler extends AdHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PypsrpHandler.class);

    @Override
    public String name() {
        return "usersgroups_adpypsrp";
    }

    @Override
    public SettingsSchema settings() {
        return PypsrpSettings.SCHEMA;
    }

    @Override
    AdSettings read(Settings settings) {
        return PypsrpSettings.read(settings);
    }

    @Override
    Optional<String> refusal(Settings settings, String type, String attribute) {
        return PypsrpSettings.refusal(settings, type, attribute);
    }

    @Override
    public void start(Settings settings, ObjectLookup lookup) {
        List<String> meaningless = PypsrpSettings.meaningless(settings);
        if (!meaningless.isEmpty()) {
            LOG.warn(
                    "Active Directory is reached over LDAPS, not by PowerShell: these settings of {} have no meaning and"
                            + " are passed over: {}",
                    name(),
                    String.join(", ", meaningless));
        }
        super.start(settings, lookup);
    }
}
