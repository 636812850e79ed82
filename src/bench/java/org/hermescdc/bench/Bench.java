package org.hermescdc.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hermescdc.bench.Measure.Outcome;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ./hermes bench}. */
@Command(
        name = "hermes bench",
        mixinStandardHelpOptions = true,
        description = "Runs each measure beside its baseline, in turns, and prints their ratios.",
        footer = {
            "",
            "Examples:",
            "  ./hermes bench --set XS                    everything, on little data, to try it",
            "  ./hermes bench --only no-change,first      two measures on the set S",
            "  ./hermes bench --json target/bench.json    everything, also as JSON"
        })
final class Bench implements Callable<Integer> {

    @Option(
            names = "--set",
            paramLabel = "SET",
            description = "XS, S or L: 1 000, 100 000 or 1 000 000 users (default: S)")
    private DataSet set = DataSet.S;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Only these measures")
    private List<String> only = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds that count, after those that warm up (default: 5)")
    private int rounds = 5;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the results as JSON, too")
    private Path json;

    @Option(names = "--folder", hidden = true, description = "Where everything is made")
    private Path folder = Path.of("target/bench");

    @Option(names = "--distribution", hidden = true, description = "The built Hermes")
    private Path distribution = Path.of("target/distribution");

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Measure> chosen = only.isEmpty()
                ? Measures.ALL
                : only.stream().map(Measures::named).toList();
        Path absolute = Files.createDirectories(folder.toAbsolutePath());
        Files.deleteIfExists(absolute.resolve("forks.log"));
        Forks forks = new Forks(absolute.resolve("forks.log"));
        Ground ground =
                new Ground(absolute.resolve("ground"), absolute.resolve("store"), distribution.toAbsolutePath(), set);
        System.out.printf(
                Locale.ROOT,
                "set %s: %,d users, %,d groups, %,d memberships; %d rounds; %d cores; Java %s%n%n",
                set,
                set.users(),
                set.groups(),
                set.memberships(),
                rounds,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        System.out.println("| measure | number | bar, goal | reaches | A/A | medians |\n|---|---|---|---|---|---|");
        List<Map<String, Object>> results = new ArrayList<>();
        boolean complete = true;
        for (Measure measure : chosen) {
            try {
                results.add(show(measure, measured(measure, ground, forks)));
            } catch (IllegalStateException | IOException e) {
                complete = false;
                System.out.println("| " + measure.name() + " | failed: " + e.getMessage() + " | | | | |");
            }
        }
        if (json != null) {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), results);
        }
        return complete ? 0 : 1;
    }

    private Outcome measured(Measure measure, Ground ground, Forks forks) throws Exception {
        if (measure.way() instanceof Measure.Way.Own own) {
            return own.measure(ground, forks, rounds);
        }
        return forks.compare(measure.name(), ground, rounds).outcome(measure.bar());
    }

    private static Map<String, Object> show(Measure measure, Outcome outcome) {
        Bar bar = measure.bar();
        String verdict = bar.verdict(outcome.number());
        String noise =
                Double.isNaN(outcome.noise()) ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * outcome.noise());
        System.out.printf(
                "| %s | %s | %s | %s | %s | %s |%n",
                measure.name(), bar.text(outcome.number()), bar, verdict, noise, outcome.detail());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("measure", measure.name());
        result.put("what", measure.what());
        result.put("baseline", measure.baseline());
        result.put("number", outcome.number());
        result.put("form", bar.form().name());
        result.put("bar", bar.bar());
        result.put("goal", bar.goal());
        result.put("reaches", verdict);
        result.put("noise", Double.isNaN(outcome.noise()) ? null : outcome.noise());
        result.put("detail", outcome.detail());
        return result;
    }
}
