package org.hermescdc.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hermescdc.core.merge.OnMergeConflict;
import org.hermescdc.core.merge.PkeyMergeConstraint;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.translate.Mapping;
import org.hermescdc.spi.Settings;

/** Makes the records of a server's configuration out of settings in which nothing is wrong. */
final class ServerReader {

    private final ConfigFile file;

    ServerReader(ConfigFile file) {
        this.file = file;
    }

    ServerConfig read(HermesConfig hermes, Settings server) {
        KeyPath path = KeyPath.of(ServerSchema.SECTION, "datamodel");
        Map<String, ServerConfig.Type> types = new LinkedHashMap<>();
        Settings datamodel = server.section("datamodel");
        datamodel
                .toMap()
                .keySet()
                .forEach(name -> types.put(name, type(path.then(name), name, datamodel.section(name))));
        return new ServerConfig(
                hermes,
                Duration.ofSeconds(server.whole("updateInterval")),
                SafeguardsReader.read(server.section("safeguards")),
                (int) server.whole("batch_size"),
                types);
    }

    private ServerConfig.Type type(KeyPath path, String name, Settings type) {
        Map<String, ServerConfig.Source> sources = new LinkedHashMap<>();
        Settings sections = type.section("sources");
        sections.toMap()
                .keySet()
                .forEach(source ->
                        sources.put(source, source(path.then("sources", source), source, sections.section(source))));
        return new ServerConfig.Type(
                name,
                type.texts("primarykeyattr"),
                foreignKeys(type.section("foreignkeys")),
                type.optionalText("toString")
                        .flatMap(text -> file.template(path.then("toString"), text, Template.Place.TO_STRING)),
                OnMergeConflict.valueOf(type.text("on_merge_conflict").toUpperCase(Locale.ROOT)),
                constraints(path.then("integrity_constraints"), type.texts("integrity_constraints")),
                sources);
    }

    private static Map<String, DataSchema.ForeignKey> foreignKeys(Settings keys) {
        Map<String, DataSchema.ForeignKey> foreignKeys = new LinkedHashMap<>();
        keys.toMap().keySet().forEach(attribute -> {
            Settings key = keys.section(attribute);
            foreignKeys.put(attribute, new DataSchema.ForeignKey(key.text("from_objtype"), key.text("from_attr")));
        });
        return foreignKeys;
    }

    private ServerConfig.Source source(KeyPath path, String name, Settings source) {
        return new ServerConfig.Source(
                name,
                operation(path.then("fetch"), source.section("fetch")),
                operationIfAny(path.then("commit_one"), source, "commit_one"),
                operationIfAny(path.then("commit_all"), source, "commit_all"),
                mappings(path.then("attrsmapping"), source.section("attrsmapping")),
                names(source, "secrets_attrs"),
                names(source, "cacheonly_attrs"),
                names(source, "local_attrs"),
                pkeyMergeConstraint(source.text("pkey_merge_constraint")),
                constraints(path.then("merge_constraints"), source.texts("merge_constraints")));
    }

    private static Set<String> names(Settings source, String key) {
        return new LinkedHashSet<>(source.texts(key));
    }

    /** The words of configurations are camel case: {@code mustNotExist} is {@code MUST_NOT_EXIST}. */
    private static PkeyMergeConstraint pkeyMergeConstraint(String word) {
        return Stream.of(PkeyMergeConstraint.values())
                .filter(constraint -> constraint.name().replace("_", "").equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow();
    }

    private List<Template> constraints(KeyPath path, List<String> texts) {
        List<Template> templates = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            file.template(path.item(i), texts.get(i), Template.Place.CONSTRAINT).ifPresent(templates::add);
        }
        return templates;
    }

    private Optional<ServerConfig.Operation> operationIfAny(KeyPath path, Settings source, String key) {
        return source.has(key) ? Optional.of(operation(path, source.section(key))) : Optional.empty();
    }

    private ServerConfig.Operation operation(KeyPath path, Settings operation) {
        return new ServerConfig.Operation(
                ServerConfig.Operation.Kind.valueOf(operation.text("type").toUpperCase(Locale.ROOT)),
                operation
                        .optionalText("query")
                        .flatMap(query -> file.template(path.then("query"), query, Template.Place.QUERY)),
                new VarsReader(file)
                        .read(path.then("vars"), operation.section("vars").toMap()));
    }

    private Map<String, Mapping> mappings(KeyPath path, Settings attributes) {
        Map<String, Mapping> mappings = new LinkedHashMap<>();
        attributes.toMap().forEach((attribute, value) -> mappings.put(attribute, mapping(path.then(attribute), value)));
        return mappings;
    }

    private Mapping mapping(KeyPath path, Object value) {
        if (!(value instanceof String text)) {
            return new Mapping.Columns(
                    ((List<?>) value).stream().map(String.class::cast).toList());
        }
        Template template =
                file.template(path, text, Template.Place.ATTRSMAPPING).orElseThrow();
        return template.isPlain() ? new Mapping.Column(text) : new Mapping.Computed(template);
    }
}
