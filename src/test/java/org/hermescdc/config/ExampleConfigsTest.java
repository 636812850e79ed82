package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Setting.Type;
import org.hermescdc.spi.SettingsSchema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The files in {@code config/} and in the scenarios: all load, and the published schema accepts all. */
class ExampleConfigsTest {

    private static final Path EXAMPLES = Path.of("config");
    private static final Path SERVER = Path.of("config/every-option/hermes-server-config.yml");
    private static final Path CLIENT = Path.of("config/every-option/hermes-client-directory-config.yml");
    private static final Pattern CLIENT_NAME = Pattern.compile("hermes-client-(.+)-config\\.yml");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([^}]+)}");

    /** One cannot stand beside service_name, the other has nothing in it. */
    private static final Set<String> NOT_SHOWN = Set.of(
            "hermes.plugins.datasources.<oracle>.settings.sid", "hermes.plugins.attributes.regex_search.settings");

    private static final Pattern FILE = Pattern.compile("\\$\\{file:([^}]+)}");

    private static JsonSchema schema;

    @TempDir
    Path folder;

    @BeforeAll
    static void readSchema() throws IOException {
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(Files.readString(JsonSchemaTest.FILE));
    }

    @TestFactory
    Stream<DynamicTest> examplesLoadAndFitTheSchema() throws IOException {
        List<Path> files = files(EXAMPLES, ".*-config\\.yml");
        assertThat(files).hasSizeGreaterThan(4);
        return files.stream()
                .map(file -> dynamicTest(file.toString(), () -> {
                    load(withoutFilesToCome(file));
                    assertFits(file);
                }));
    }

    @TestFactory
    Stream<DynamicTest> filesOfHermes109FitTheSchema() throws IOException {
        Path scenarios = TestConfigs.VECTORS.resolve("scenarios");
        return files(scenarios, "(server|client)-config.*\\.yml").stream()
                .filter(file -> !file.toString().contains("server-invalid"))
                .map(file -> dynamicTest(scenarios.relativize(file).toString(), () -> assertFits(file)));
    }

    @Test
    void theSchemaRefusesWhatTheCodeRefuses() throws IOException {
        for (String name : List.of("unknown-key", "missing-updateinterval", "bad-merge-conflict", "type-name")) {
            Path file = TestConfigs.VECTORS.resolve(
                    "scenarios/server-invalid-configurations/server-config-" + name + ".yml");
            assertThat(schema.validate(json(file))).as(name).isNotEmpty();
        }
    }

    @Test
    void everyKeyOfAServerIsShownWithItsDefault() throws IOException {
        PluginCatalog installed = TestConfigs.installed();
        assertShowsAll(ServerSchema.of(installed), SERVER);
    }

    @Test
    void everyKeyOfAClientIsShownWithItsDefault() throws IOException {
        assertShowsAll(ClientSchema.of(TestConfigs.installed(), "usersgroups_ldap", RoutePlugin.SILENT), CLIENT);
    }

    private static void assertShowsAll(SettingsSchema schema, Path file) throws IOException {
        Shown shown = new Shown();
        shown.section(schema, List.of(node(file)), "");
        assertThat(shown.missing).as("keys that %s does not show", file).isEmpty();
        assertThat(shown.withoutDefault)
                .as("keys of %s that neither show their default nor have a comment that tells it", file)
                .allMatch(key -> tells(file, key));
    }

    /** Whether a comment right above the key says what its default is. */
    private static boolean tells(Path file, String path) {
        String key = Pattern.quote(path.substring(path.lastIndexOf('.') + 1));
        try {
            return Pattern.compile("# .*Default: [^\\n]*\\n\\s*" + key + ":")
                    .matcher(Files.readString(file))
                    .find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares a schema with all nodes at each of its places. */
    private static final class Shown {

        private final Set<String> missing = new TreeSet<>();
        private final Set<String> withoutDefault = new TreeSet<>();

        void section(SettingsSchema schema, List<ConfigNode> nodes, String prefix) {
            for (Setting setting : schema.settings()) {
                String path = prefix + setting.name();
                List<ConfigNode> values = values(nodes, setting.name());
                if (values.isEmpty() && !NOT_SHOWN.contains(path)) {
                    missing.add(path);
                } else if (!showsDefault(setting, values)) {
                    withoutDefault.add(path);
                }
                type(setting.type(), values, path + ".");
            }
        }

        private static boolean showsDefault(Setting setting, List<ConfigNode> values) {
            Object value = setting.defaultValue();
            boolean scalar = value instanceof String || value instanceof Boolean || value instanceof Number;
            return !scalar || values.stream().anyMatch(node -> same(value, node.plain()));
        }

        private static boolean same(Object expected, Object found) {
            return expected instanceof Number a && found instanceof Number b
                    ? a.doubleValue() == b.doubleValue()
                    : expected.equals(found);
        }

        private static List<ConfigNode> values(List<ConfigNode> nodes, String key) {
            return nodes.stream()
                    .map(node -> node.entry(key))
                    .filter(Objects::nonNull)
                    .map(ConfigNode.Entry::value)
                    .toList();
        }

        private void type(Type type, List<ConfigNode> nodes, String prefix) {
            if (type instanceof Type.Section section) {
                section(section.schema(), nodes, prefix);
            } else if (type instanceof Type.MapOf map) {
                type(map.item(), items(nodes), prefix + "<name>.");
            } else if (type instanceof Type.ByName named) {
                boolean bus = prefix.endsWith(".messagebus.");
                named.schemas().entrySet().stream()
                        .filter(entry -> !bus || entry.getKey().equals("kafka"))
                        .forEach(entry -> section(
                                entry.getValue(), values(nodes, entry.getKey()), prefix + entry.getKey() + "."));
            } else if (type instanceof Type.Variants variants) {
                variants.schemas()
                        .forEach((name, schema) -> section(
                                schema,
                                nodes.stream()
                                        .filter(node -> node.at(KeyPath.of(variants.key()))
                                                .plain()
                                                .equals(name))
                                        .toList(),
                                prefix.replace("<name>", "<" + name + ">")));
            }
        }

        private static List<ConfigNode> items(List<ConfigNode> nodes) {
            return nodes.stream()
                    .flatMap(node ->
                            node.keys().stream().map(key -> node.entry(key).value()))
                    .toList();
        }
    }

    private static List<Path> files(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .sorted()
                    .toList();
        }
    }

    /** A copy in which references to files that only a running demonstration writes are replaced. */
    private Path withoutFilesToCome(Path file) throws IOException {
        String text = FILE.matcher(Files.readString(file))
                .replaceAll(match -> Matcher.quoteReplacement(
                        Files.exists(Path.of(match.group(1))) ? match.group() : "ldap://localhost:389"));
        return Files.writeString(folder.resolve(file.getFileName()), text);
    }

    private static void load(Path file) throws IOException {
        ConfigLoader loader = new ConfigLoader(TestConfigs.installed(), environment(file));
        Matcher client = CLIENT_NAME.matcher(file.getFileName().toString());
        if (client.matches()) {
            assertThat(loader.loadClient(file, client.group(1)).datamodel().types())
                    .isNotEmpty();
        } else {
            assertThat(loader.loadServer(file).datamodel()).isNotEmpty();
        }
    }

    private static Map<String, String> environment(Path file) throws IOException {
        Map<String, String> environment = new HashMap<>();
        VARIABLE.matcher(Files.readString(file)).results().forEach(match -> environment.put(match.group(1), "secret"));
        return environment;
    }

    private static void assertFits(Path file) throws IOException {
        assertThat(schema.validate(json(file))).isEmpty();
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().valueToTree(node(file).written());
    }

    private static ConfigNode.Section node(Path file) throws IOException {
        return new YamlReader(new Problems(file.toString()), new References(environment(file))).read(file);
    }
}
