package org.hermescdc.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.hermescdc.core.errorqueue.Autoremediation;
import org.hermescdc.core.errorqueue.ForeignKeysPolicy;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.translate.Datamodel;
import org.hermescdc.core.translate.LocalType;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.Settings;

/** Makes the records of a client's configuration out of settings in which nothing is wrong. */
final class ClientReader {

    static final KeyPath DATAMODEL = KeyPath.of(ClientSchema.SECTION, "datamodel");

    private final ConfigFile file;

    ClientReader(ConfigFile file) {
        this.file = file;
    }

    ClientConfig read(
            HermesConfig hermes,
            String name,
            Settings client,
            String plugin,
            Settings pluginSettings,
            List<HandledType> handled,
            Map<String, Object> effective,
            Function<Map<String, Object>, Datamodel> keptDatamodel) {
        return new ClientConfig(
                hermes,
                name,
                plugin,
                Autoremediation.valueOf(client.text("autoremediation").toUpperCase(Locale.ROOT)),
                ForeignKeysPolicy.valueOf(client.text("foreignkeys_policy").toUpperCase(Locale.ROOT)),
                Duration.ofMinutes(client.whole("errorQueue_retryInterval")),
                Duration.ofMinutes(client.whole("trashbin_purgeInterval")),
                Duration.ofDays(client.whole("trashbin_retention")),
                Duration.ofSeconds(client.whole("updateInterval")),
                client.flag("useFirstInitsyncSequence"),
                client.flag("stepByStep"),
                SafeguardsReader.read(client.section("safeguards")),
                datamodel(client.section("datamodel")),
                pluginSettings,
                handled,
                effective,
                keptDatamodel);
    }

    Datamodel datamodel(Settings datamodel) {
        Map<String, LocalType> types = new LinkedHashMap<>();
        datamodel.toMap().keySet().forEach(name -> types.put(name, type(name, datamodel.section(name))));
        return new Datamodel(types);
    }

    private LocalType type(String name, Settings type) {
        KeyPath path = DATAMODEL.then(name);
        Map<String, Template> attributes = new LinkedHashMap<>();
        Settings mapping = type.section("attrsmapping");
        mapping.toMap().keySet().forEach(attribute -> file.template(
                        path.then("attrsmapping", attribute),
                        mapping.text(attribute),
                        Template.Place.CLIENT_ATTRSMAPPING)
                .ifPresent(template -> attributes.put(attribute, template)));
        return new LocalType(
                name,
                type.text("hermesType"),
                type.optionalText("toString")
                        .flatMap(text -> file.template(path.then("toString"), text, Template.Place.TO_STRING)),
                attributes);
    }
}
