package org.hermescdc.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.AttributeFilter;
import org.hermescdc.spi.BusFactory;
import org.hermescdc.spi.DataSourceFactory;
import org.hermescdc.spi.EventHandler;

/**
 * The jars of the folder {@code plugins/}, which the launcher puts on the class path. Java passes over a jar that it
 * cannot read: here each is opened, and each plugin that it declares is tried.
 */
public final class PluginJars {

    /** The system property that names the folder. */
    public static final String FOLDER_PROPERTY = "hermes.plugins";

    private static final List<Class<?>> KINDS =
            List.of(DataSourceFactory.class, BusFactory.class, EventHandler.class, AttributeFilter.class);

    /** No jars. */
    static final PluginJars NONE = new PluginJars(List.of(), PluginJars.class.getClassLoader());

    private final Map<Path, FileSystem> jars = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Opens the jars of a folder, which need not exist, and tries their plugins.
     *
     * @param loader has the jars on its class path
     */
    public PluginJars(Path folder, ClassLoader loader) {
        this(list(folder), loader);
    }

    private PluginJars(List<Path> files, ClassLoader loader) {
        for (Path jar : files) {
            try {
                jars.put(jar, FileSystems.newFileSystem(jar, (ClassLoader) null));
            } catch (IOException | RuntimeException e) {
                problems.add(
                        jar + ": it cannot be read as a jar (" + e.getMessage() + "); copy it again, or take it away");
            }
        }
        ProviderTrial trial = new ProviderTrial(loader);
        jars.forEach((jar, content) ->
                KINDS.forEach(kind -> providers(content, kind).forEach(name -> trial.problem(kind, name)
                        .ifPresent(problem ->
                                problems.add(jar + ": the plugin " + name + " cannot be used: " + problem)))));
    }

    /** @throws HermesException with one line for each jar or plugin that cannot be used */
    void requireUsable() {
        if (!problems.isEmpty()) {
            throw new HermesException(String.join(System.lineSeparator(), problems));
        }
    }

    /** The files of handler routes in the jars, by the name of the client plugin. */
    Map<String, Path> handlerRoutes() {
        Map<String, Path> found = new TreeMap<>();
        for (FileSystem jar : jars.values()) {
            PluginCatalog.handlerFiles(jar.getPath("routes", "handler")).forEach(found::putIfAbsent);
        }
        return found;
    }

    /** The jar of this folder that holds {@code file}, or the class {@code type}; empty for what ships. */
    Optional<Path> holding(Path file) {
        return jars.entrySet().stream()
                .filter(jar -> jar.getValue().equals(file.getFileSystem()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    Optional<Path> holding(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            Path place = Path.of(new URI(source.getLocation().toString()));
            return jars.keySet().stream().filter(jar -> same(jar, place)).findFirst();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new HermesException("the folder " + folder + " cannot be read: " + References.reason(e), e);
        }
    }

    /** The classes that a jar declares as plugins of a kind. */
    private List<String> providers(FileSystem jar, Class<?> kind) {
        Path file = jar.getPath("META-INF", "services", kind.getName());
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new HermesException(file + " cannot be read: " + References.reason(e), e);
        }
    }
}
