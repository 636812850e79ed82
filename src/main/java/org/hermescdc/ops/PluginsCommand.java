package org.hermescdc.ops;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hermescdc.config.InstalledPlugin;
import org.hermescdc.config.SettingRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hermes plugins}: what is installed. */
@Command(
        name = "plugins",
        description = "List the plugins that are installed: kind, name, version, where they come from, settings.",
        footer = {
            "%nExamples:",
            "  hermes plugins                 all of them, one a line",
            "  hermes plugins -v              with type, default and meaning of each setting",
            "  hermes plugins -v webservice   one of them",
            "%nOrigin: shipped, a jar of the folder plugins, or the file of a target written as routes.",
            "Exit code 1 when a jar of the folder plugins cannot be used; a line on standard error tells why."
        })
public final class PluginsCommand extends Helped implements Callable<Integer> {

    private static final String[] HEAD = {"KIND", "NAME", "VERSION", "ORIGIN", "SETTINGS"};

    private final Supplier<List<InstalledPlugin>> installed;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only plugins of this name.")
    private String name;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show type, default and meaning of each setting.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    /** @param installed asked once, when the command runs */
    public PluginsCommand(Supplier<List<InstalledPlugin>> installed) {
        this.installed = installed;
    }

    @Override
    public Integer call() {
        List<InstalledPlugin> plugins = installed.get().stream()
                .filter(plugin -> name == null || plugin.name().equals(name))
                .toList();
        if (plugins.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no plugin '" + name + "' is installed");
        }
        if (verbose) {
            plugins.forEach(PluginsCommand::describe);
        } else {
            table(plugins);
        }
        return ExitCode.OK;
    }

    private static void table(List<InstalledPlugin> plugins) {
        List<String[]> rows = plugins.stream().map(PluginsCommand::row).collect(Collectors.toList());
        rows.add(0, HEAD);
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                line.append(padded(row[column], width(rows, column)));
            }
            System.out.println(line.toString().stripTrailing());
        }
    }

    private static String[] row(InstalledPlugin plugin) {
        return new String[] {plugin.kind(), plugin.name(), plugin.version().orElse("-"), plugin.origin(), names(plugin)
        };
    }

    private static int width(List<String[]> rows, int column) {
        return column == HEAD.length - 1
                ? 0
                : rows.stream().mapToInt(row -> row[column].length()).max().orElse(0) + 2;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** The keys at the top of the plugin's section. */
    private static String names(InstalledPlugin plugin) {
        Set<String> names = new LinkedHashSet<>();
        plugin.settings().values().forEach(rows -> rows.stream()
                .map(SettingRow::path)
                .filter(path -> path.indexOf('.') < 0)
                .forEach(names::add));
        return String.join(", ", names);
    }

    private static void describe(InstalledPlugin plugin) {
        System.out.println(plugin.kind() + " " + plugin.name() + " ("
                + plugin.version()
                        .map("version "::concat)
                        .map(text -> text + ", ")
                        .orElse("") + plugin.origin() + ")");
        plugin.settings().forEach((program, rows) -> {
            if (!program.isEmpty()) {
                System.out.println("  " + program + ":");
            }
            rows.stream().map(described(program.isEmpty() ? "  " : "    ")).forEach(System.out::println);
        });
        System.out.println();
    }

    private static Function<SettingRow, String> described(String indent) {
        return row -> indent + row.path() + ": " + row.type()
                + (row.required() ? "; required" : row.standard().isEmpty() ? "" : "; default " + row.standard())
                + ". " + row.description();
    }
}
