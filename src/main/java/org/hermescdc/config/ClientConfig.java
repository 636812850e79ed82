package org.hermescdc.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.core.template.Template;
import org.hermescdc.spi.Settings;

/**
 * A client's whole configuration (spec/01).
 *
 * @param name of the client; its application is {@code hermes-client-<name>}
 * @param plugin the client plugin to run; the client's name unless configured
 * @param trashbinRetention zero: no trashbin
 * @param datamodel local types by name, in declaration order
 * @param pluginSettings the section {@code hermes-client-<plugin>}, as the plugin's schema allows it
 * @param effective the whole file with defaults filled in, {@code ${env:…}} and {@code ${file:…}} left as references:
 *     what {@code _hermesconfig} keeps
 */
public record ClientConfig(
        HermesConfig hermes,
        String name,
        String plugin,
        Autoremediation autoremediation,
        ForeignKeysPolicy foreignKeysPolicy,
        Duration errorQueueRetryInterval,
        Duration trashbinPurgeInterval,
        Duration trashbinRetention,
        Duration updateInterval,
        boolean useFirstInitsyncSequence,
        Safeguards safeguards,
        Map<String, Type> datamodel,
        Settings pluginSettings,
        Map<String, Object> effective) {

    public enum Autoremediation {
        DISABLED,
        CONSERVATIVE,
        MAXIMUM
    }

    public enum ForeignKeysPolicy {
        DISABLED,
        ON_REMOVE_EVENT,
        ON_EVERY_EVENT
    }

    /**
     * A local type.
     *
     * @param remoteType the server's type that it is made from ({@code hermesType})
     * @param text template for the text of an object in messages
     * @param attributes local attribute → the remote attribute's name as a plain template, or a template
     */
    public record Type(String name, String remoteType, Optional<Template> text, Map<String, Template> attributes) {}
}
