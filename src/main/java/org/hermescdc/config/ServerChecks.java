package org.hermescdc.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.template.Template;
import org.hermescdc.spi.Settings;

/**
 * Checks what a schema cannot say of a server's file: names that must be known elsewhere, foreign keys, templates
 * (spec/01, "Checks"). Works on what is valid of a file that may be wrong elsewhere.
 */
final class ServerChecks {

    private static final KeyPath DATAMODEL = KeyPath.of(ServerSchema.SECTION, "datamodel");
    private static final KeyPath DATASOURCES = KeyPath.of("hermes", "plugins", "datasources");

    private final ConfigFile file;
    private final VarsReader vars;

    ServerChecks(ConfigFile file) {
        this.file = file;
        this.vars = new VarsReader(file);
    }

    void check(Settings server) {
        Settings datamodel = server.section("datamodel");
        for (String name : datamodel.toMap().keySet()) {
            checkType(DATAMODEL.then(name), datamodel.section(name));
        }
        new ForeignKeyChecks(file, DATAMODEL).check(datamodel);
        for (String type : server.section("safeguards").section("types").toMap().keySet()) {
            file.requireKnown(
                    KeyPath.of(ServerSchema.SECTION, "safeguards", "types", type),
                    type,
                    file.keys(DATAMODEL),
                    "no type of the datamodel");
        }
    }

    private void checkType(KeyPath path, Settings type) {
        KeyPath sources = path.then("sources");
        if (type.has("sources") && file.keys(sources).isEmpty()) {
            file.problem(sources, "found no source; allowed: at least one");
        }
        if (type.has("primarykeyattr") && type.texts("primarykeyattr").isEmpty()) {
            file.problem(path.then("primarykeyattr"), "found no attribute; allowed: at least one");
        }
        Set<String> attributes = new TreeSet<>();
        file.keys(sources).forEach(source -> attributes.addAll(file.keys(sources.then(source, "attrsmapping"))));
        type.optionalText("toString").ifPresent(text -> checkText(path.then("toString"), text, attributes));
        checkConstraints(path.then("integrity_constraints"), type.texts("integrity_constraints"));
        Settings sections = type.section("sources");
        for (String source : sections.toMap().keySet()) {
            checkSource(sources.then(source), source, sections.section(source));
            checkPrimaryKey(sources.then(source, "attrsmapping"), type.texts("primarykeyattr"));
        }
    }

    private void checkText(KeyPath path, String text, Set<String> attributes) {
        file.template(path, text, Template.Place.TO_STRING)
                .filter(template -> !template.isPlain())
                .ifPresent(template -> template.variables()
                        .forEach(name -> file.requireKnown(path, name, attributes, "no attribute of the type")));
    }

    private void checkConstraints(KeyPath path, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            file.template(path.item(i), texts.get(i), Template.Place.CONSTRAINT);
        }
    }

    private void checkPrimaryKey(KeyPath mapping, List<String> primaryKey) {
        Set<String> mapped = file.keys(mapping);
        new LinkedHashSet<>(primaryKey)
                .stream()
                        .filter(attribute -> !mapped.contains(attribute))
                        .forEach(attribute -> file.problem(
                                mapping.then(attribute),
                                "found no mapping of this primary key attribute; every source of a type must have one"
                                        + Nearest.hint(attribute, mapped)));
    }

    private void checkSource(KeyPath path, String name, Settings source) {
        file.requireKnown(path, name, file.keys(DATASOURCES), "not declared in " + DATASOURCES);
        for (String operation : List.of("fetch", "commit_one", "commit_all")) {
            checkOperation(path.then(operation), source.section(operation));
        }
        Settings mapping = source.section("attrsmapping");
        mapping.toMap().forEach((attribute, value) -> checkMapping(path.then("attrsmapping", attribute), value));
        for (String kind : List.of("secrets_attrs", "cacheonly_attrs", "local_attrs")) {
            checkNames(path.then(kind), source.texts(kind), file.keys(path.then("attrsmapping")));
        }
        checkConstraints(path.then("merge_constraints"), source.texts("merge_constraints"));
    }

    private void checkOperation(KeyPath path, Settings operation) {
        operation
                .optionalText("query")
                .ifPresent(query -> file.template(path.then("query"), query, Template.Place.QUERY));
        vars.read(path.then("vars"), operation.section("vars").toMap());
    }

    private void checkMapping(KeyPath path, Object value) {
        if (value instanceof String text) {
            file.template(path, text, Template.Place.ATTRSMAPPING);
            return;
        }
        List<?> names = (List<?>) value;
        if (names.isEmpty()) {
            file.problem(path, "found an empty list; allowed: at least one remote attribute");
        }
        for (int i = 0; i < names.size(); i++) {
            KeyPath item = path.item(i);
            file.template(item, (String) names.get(i), Template.Place.ATTRSMAPPING)
                    .filter(template -> !template.isPlain())
                    .ifPresent(template ->
                            file.problem(item, "found a template in a list; allowed: names of remote attributes"));
        }
    }

    private void checkNames(KeyPath path, List<String> names, Set<String> attributes) {
        for (int i = 0; i < names.size(); i++) {
            file.requireKnown(path.item(i), names.get(i), attributes, "no key of attrsmapping");
        }
    }
}
