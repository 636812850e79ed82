package org.hermescdc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.HermesException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder {@code plugins/} with all that people put into it. */
class PluginJarsTest {

    private static final String FILTERS = "META-INF/services/org.hermescdc.spi.AttributeFilter";

    @TempDir
    private Path folder;

    @TempDir
    private Path routes;

    @Test
    void findsTargetsWrittenAsRoutesInAJarToo() throws Exception {
        jar(
                "board.jar",
                Map.of(),
                Map.of(
                        "routes/handler/board.camel.yaml", "- route: {}",
                        "routes/handler/board.plugin.yaml", "settings: {url: {type: string, description: Where.}}",
                        "routes/handler/other.camel.yaml", "- route: {}"));
        Files.createFile(routes.resolve("other.camel.yaml"));

        PluginJars jars = open();
        PluginCatalog catalog = PluginCatalog.installed(routes, jars);

        assertThat(catalog.routeHandlers()).containsOnlyKeys("board", "other");
        assertThat(catalog.routeHandlers().get("board")).isPresent();
        assertThat(catalog.routeHandlers().get("other"))
                .as("the file of the folder comes before that of the jar")
                .isEmpty();
        List<InstalledPlugin> installed = InstalledPlugin.all(catalog, routes, jars);
        assertThat(installed)
                .filteredOn(plugin -> plugin.name().equals("other"))
                .extracting(InstalledPlugin::origin)
                .containsExactly("routes/handler/other.camel.yaml");
        assertThat(installed)
                .filteredOn(plugin -> plugin.name().equals("board"))
                .singleElement()
                .satisfies(board -> {
                    assertThat(board.kind()).isEqualTo("target");
                    assertThat(board.origin()).isEqualTo("board.jar");
                    assertThat(board.settings().get(""))
                            .containsExactly(new SettingRow("url", "string", false, "", false, "Where."));
                });
    }

    @Test
    void tellsWhereAPluginComesFromAndItsVersion() throws Exception {
        jar(
                "loud.jar",
                Map.of("org.example.Loud", JarOf.filter("Loud", "loud", "")),
                Map.of(FILTERS, "org.example.Loud\n"));
        PluginJars jars = new PluginJars(folder, loader());
        Class<?> loud = Class.forName("org.example.Loud", true, loaders.get(0));

        assertThat(jars.holding(loud)).contains(folder.resolve("loud.jar"));
        assertThat(jars.holding(PluginCatalog.class)).isEmpty();
        assertThat(loud.getPackage().getImplementationVersion()).isEqualTo("1.2.3");
        jars.requireUsable();
    }

    @Test
    void tellsEachJarThatCannotBeUsedOnOneLine() throws Exception {
        Files.writeString(folder.resolve("a-half-copied.jar"), "PK\3\4 and then the connection was lost");
        jar("b-nameless.jar", Map.of(), Map.of(FILTERS, "# a comment\norg.example.Nobody # gone\n"));
        jar("c-other.jar", Map.of("org.example.C", "package org.example; public class C {}"), services("C"));
        jar(
                "d-closed.jar",
                Map.of("org.example.D", JarOf.filter("D", "d", "").replace("public D()", "D()")),
                services("D"));
        jar(
                "e-broken.jar",
                Map.of("org.example.E", JarOf.filter("E", "e", "throw new IllegalStateException(\"no\\nway\");")),
                services("E"));
        drop(jar("f-lacking.jar", lacking(), services("F")), "org/example/Library.class");
        jar("g-silent.jar", Map.of("org.example.G", JarOf.filter("G", " ", "")), services("G"));
        jar("h-fine.jar", Map.of("org.example.H", JarOf.filter("H", "h", "")), services("H"));
        makeNewer(
                jar("i-newer.jar", Map.of("org.example.I", JarOf.filter("I", "i", "")), services("I")),
                "org/example/I.class");

        assertThatThrownBy(() -> PluginCatalog.installed(routes, open()))
                .isInstanceOf(HermesException.class)
                .message()
                .satisfies(message -> {
                    List<String> lines = message.lines().toList();
                    assertThat(lines).hasSize(8);
                    assertThat(lines.get(0))
                            .startsWith(folder.resolve("a-half-copied.jar") + ": it cannot be read as a jar (")
                            .endsWith("); copy it again, or take it away");
                    assertThat(lines.get(1))
                            .isEqualTo(cannot("b-nameless.jar", "Nobody") + "the class is not there; " + FILTERS
                                    + " names it");
                    assertThat(lines.get(2))
                            .isEqualTo(cannot("c-other.jar", "C")
                                    + "it does not implement org.hermescdc.spi.AttributeFilter");
                    assertThat(lines.get(3))
                            .isEqualTo(cannot("d-closed.jar", "D") + "it has no public constructor without parameters");
                    assertThat(lines.get(4)).isEqualTo(cannot("e-broken.jar", "E") + "IllegalStateException: no; way");
                    assertThat(lines.get(5))
                            .isEqualTo(cannot("f-lacking.jar", "F") + "it needs the class org.example.Library, which is"
                                    + " not there; put the jar that has it beside this one");
                    assertThat(lines.get(6)).isEqualTo(cannot("g-silent.jar", "G") + "it tells no name");
                    assertThat(lines.get(7))
                            .startsWith(cannot("i-newer.jar", "I") + "UnsupportedClassVersionError: ")
                            .contains("more recent version of the Java Runtime");
                });
    }

    @Test
    void needsNoFolder() {
        PluginJars jars = new PluginJars(folder.resolve("missing"), getClass().getClassLoader());

        assertThat(PluginCatalog.installed(routes, jars).filters()).containsKey("regex_search");
    }

    private final List<URLClassLoader> loaders = new ArrayList<>();

    private PluginJars open() throws IOException {
        return new PluginJars(folder, loader());
    }

    private URLClassLoader loader() throws IOException {
        List<URL> urls = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                urls.add(file.toUri().toURL());
            }
        }
        URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), getClass().getClassLoader());
        loaders.add(loader);
        return loader;
    }

    private Path jar(String name, Map<String, String> sources, Map<String, String> files) throws IOException {
        Path made = JarOf.make(routes.resolve(name), "1.2.3", sources, files);
        return Files.move(made, folder.resolve(name));
    }

    private static Map<String, String> services(String simpleName) {
        return Map.of(FILTERS, "org.example." + simpleName + "\n");
    }

    private String cannot(String jar, String simpleName) {
        return folder.resolve(jar) + ": the plugin org.example." + simpleName + " cannot be used: ";
    }

    /** A plugin whose library is not in its jar. */
    private static Map<String, String> lacking() {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("org.example.Library", "package org.example; public class Library {}");
        sources.put("org.example.F", JarOf.filter("F", "f", "new Library();"));
        return sources;
    }

    private static void drop(Path jar, String entry) throws IOException {
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            Files.delete(content.getPath(entry));
        }
    }

    /** Makes a class one of a Java that is not there yet. */
    private static void makeNewer(Path jar, String entry) throws IOException {
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            byte[] bytes = Files.readAllBytes(content.getPath(entry));
            bytes[7] = 99;
            Files.write(content.getPath(entry), bytes);
        }
    }
}
