package org.hermescdc.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hermescdc.core.errorqueue.Autoremediation;
import org.hermescdc.core.errorqueue.ForeignKeysPolicy;
import org.hermescdc.core.translate.Datamodel;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.Settings;

/**
 * A client's whole configuration (spec/01).
 *
 * @param name of the client; its application is {@code hermes-client-<name>}
 * @param plugin the client plugin to run; the client's name unless configured
 * @param trashbinRetention zero: no trashbin
 * @param datamodel the local types, in declaration order
 * @param stepByStep whether each event takes the steps of its route on an exchange of its own
 * @param pluginSettings the section {@code hermes-client-<plugin>}, as the plugin's schema allows it
 * @param handled the local types that the plugin tells it handles, in Java and in its routes; empty for one that takes
 *     any
 * @param effective the whole file with defaults filled in, {@code ${env:…}} and {@code ${file:…}} left as references:
 *     what {@code _hermesconfig} keeps
 * @param keptDatamodel reads the datamodel of what an earlier run kept in {@code _hermesconfig}
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
        boolean stepByStep,
        Safeguards safeguards,
        Datamodel datamodel,
        Settings pluginSettings,
        List<HandledType> handled,
        Map<String, Object> effective,
        Function<Map<String, Object>, Datamodel> keptDatamodel) {}
