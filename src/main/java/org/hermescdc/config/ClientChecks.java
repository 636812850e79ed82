package org.hermescdc.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.template.Template;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.Settings;

/** Checks what a schema cannot say of a client's file: templates, reserved names, what the plugin's handlers need. */
final class ClientChecks {

    /** Local attributes with this prefix are the primary key; they are made, not mapped (spec/04). */
    private static final String KEY_PREFIX = "_pkey_";

    private final ConfigFile file;

    ClientChecks(ConfigFile file) {
        this.file = file;
    }

    void check(Settings client) {
        checkDatamodel(client.section("datamodel"));
        for (String type : client.section("safeguards").section("types").toMap().keySet()) {
            file.requireKnown(
                    KeyPath.of(ClientSchema.SECTION, "safeguards", "types", type),
                    type,
                    file.keys(ClientReader.DATAMODEL),
                    "no type of the datamodel");
        }
    }

    void checkDatamodel(Settings datamodel) {
        for (String name : datamodel.toMap().keySet()) {
            checkType(ClientReader.DATAMODEL.then(name), datamodel.section(name));
        }
    }

    private void checkType(KeyPath path, Settings type) {
        KeyPath mapping = path.then("attrsmapping");
        Set<String> attributes = file.keys(mapping);
        type.section("attrsmapping")
                .toMap()
                .forEach((attribute, text) ->
                        file.template(mapping.then(attribute), (String) text, Template.Place.CLIENT_ATTRSMAPPING));
        attributes.stream()
                .filter(attribute -> attribute.startsWith(KEY_PREFIX))
                .forEach(attribute -> file.problem(
                        mapping.then(attribute),
                        "found a name that is reserved for the primary key; allowed: names" + " that do not start with "
                                + KEY_PREFIX));
        type.optionalText("toString").ifPresent(text -> checkText(path.then("toString"), text, attributes));
    }

    private void checkText(KeyPath path, String text, Set<String> attributes) {
        file.template(path, text, Template.Place.TO_STRING)
                .filter(template -> !template.isPlain())
                .ifPresent(template -> template.variables().stream()
                        .filter(name -> !name.startsWith(KEY_PREFIX))
                        .forEach(name -> file.requireKnown(path, name, attributes, "no attribute of the type")));
    }

    /** @param handled what the handlers of {@code plugin} need of the datamodel */
    void checkHandled(String plugin, List<HandledType> handled) {
        Map<String, Set<String>> mapped = mapped();
        refuse(
                plugin,
                handled.stream().flatMap(type -> type.missing(mapped).stream()).toList());
    }

    /** @param lacks what {@code plugin} finds wrong with the datamodel */
    void refuse(String plugin, List<HandledType.Lack> lacks) {
        lacks.forEach(lack -> file.problem(
                ClientReader.DATAMODEL.then(lack.path().toArray(String[]::new)),
                "the client plugin '" + plugin + "' " + lack.message()));
    }

    /** The mapped local types, and the local attributes of each. */
    Map<String, Set<String>> mapped() {
        Map<String, Set<String>> mapped = new LinkedHashMap<>();
        for (String type : file.keys(ClientReader.DATAMODEL)) {
            mapped.put(type, new TreeSet<>(file.keys(ClientReader.DATAMODEL.then(type, "attrsmapping"))));
        }
        return mapped;
    }
}
