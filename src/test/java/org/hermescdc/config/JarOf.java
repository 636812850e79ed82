package org.hermescdc.config;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes jars as the authors of plugins do: compiled sources, and other files. */
final class JarOf {

    private JarOf() {}

    /**
     * @param sources class → source, compiled against the class path of the tests
     * @param files name in the jar → content
     */
    static Path make(Path jar, String version, Map<String, String> sources, Map<String, String> files)
            throws IOException {
        Path folder = Files.createTempDirectory(jar.getParent(), "classes");
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            int code = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-d", folder.toString(), "-cp", classPath(folder), file.toString());
            if (code != 0) {
                throw new IllegalArgumentException(source.getKey() + " does not compile");
            }
            Files.delete(file);
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path place = folder.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.writeString(place, file.getValue());
        }
        pack(folder, jar, version);
        return jar;
    }

    private static String classPath(Path folder) {
        return folder + ":" + System.getProperty("java.class.path");
    }

    private static void pack(Path folder, Path jar, String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out, manifest)) {
            for (Path file : files) {
                zip.putNextEntry(new JarEntry(folder.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
            }
        }
    }

    /** A filter plugin with a body of its own for the constructor. */
    static String filter(String simpleName, String name, String constructor) {
        return """
                package org.example;
                import java.util.*;
                import org.hermescdc.spi.*;
                public class SIMPLE implements AttributeFilter {
                    public SIMPLE() { BODY }
                    public String name() { return "NAME"; }
                    public SettingsSchema settings() {
                        return SettingsSchema.of(Setting.text("mark").withDefault("!").describedAs("What to add."));
                    }
                    public void configure(Settings settings) {}
                    public Object apply(Object value, List<Object> arguments, Map<String, Object> options) {
                        return value + "!";
                    }
                }
                """.replace("SIMPLE", simpleName).replace("NAME", name).replace("BODY", constructor);
    }
}
