package org.hermescdc.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hermescdc.bench.Measure.Outcome;

/** What can only be seen of whole processes: memory, start, growth. */
final class ProcessMeasures {

    private static final int[] HEAPS = {48, 64, 80, 96, 128, 160, 192, 224, 256, 320, 384, 512, 768, 1024, 2048};

    private static final Bar START = Bar.times(1.6, 1.2);

    static final List<Measure> ALL = List.of(
            new Measure(
                    "scale",
                    "a no-change cycle of ten times the data",
                    "a no-change cycle",
                    Bar.times(11, 10),
                    (Measure.Way.Own) ProcessMeasures::scale),
            new Measure(
                    "heap",
                    "least heap (of " + HEAPS[0] + ", " + HEAPS[1] + ", " + HEAPS[2]
                            + ", … MB) in which a server with the files backend does a first cycle, a no-change cycle, an"
                            + " initsync and a cycle with 1 % modified",
                    "",
                    Bar.megabytes(256, 160),
                    (Measure.Way.Own) ProcessMeasures::heap),
            new Measure(
                    "start",
                    "from the start of bin/hermes server to the end of its first poll, of an empty source",
                    "JVM and an empty Camel Main, same class path and options",
                    START,
                    (Measure.Way.Own) ProcessMeasures::start));

    private ProcessMeasures() {}

    private static Outcome scale(Ground ground, Forks forks, int rounds) throws Exception {
        DataSet larger = ground.set() == DataSet.XS ? DataSet.S : DataSet.L;
        DataSet smaller = ground.set() == DataSet.XS ? DataSet.XS : DataSet.S;
        Samples small = forks.compare(ServerMeasures.NO_CHANGE.name(), with(ground, smaller), rounds)
                .measure();
        Samples large = forks.compare(ServerMeasures.NO_CHANGE.name(), with(ground, larger), rounds)
                .measure();
        double factor = (double) larger.users() / smaller.users() / 10;
        return new Outcome(
                large.median() / small.median() / factor,
                smaller + " " + small + ", " + larger + " " + large + (factor == 1 ? "" : ", divided by " + factor),
                Double.NaN);
    }

    private static Ground with(Ground ground, DataSet set) {
        return new Ground(ground.folder(), ground.store(), ground.distribution(), set);
    }

    private static Outcome heap(Ground ground, Forks forks, int rounds) throws Exception {
        int low = -1;
        int high = HEAPS.length;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (lives(ground, forks, HEAPS[middle])) {
                high = middle;
            } else {
                low = middle;
            }
        }
        if (high == HEAPS.length) {
            throw new IllegalStateException("the server fails with a heap of " + HEAPS[high - 1] + " MB");
        }
        return new Outcome(
                HEAPS[high], low < 0 ? "the smallest tried" : "fails with " + HEAPS[low] + " MB", Double.NaN);
    }

    private static boolean lives(Ground ground, Forks forks, int megabytes) throws Exception {
        Folders.delete(ground.folder());
        int status = forks.run(
                Life.class,
                List.of("-Xmx" + megabytes + "m", "-XX:+ExitOnOutOfMemoryError"),
                List.of(
                        ground.set().name(),
                        ground.folder().toString(),
                        ground.store().toString()));
        Folders.delete(ground.folder());
        return status == 0;
    }

    private static Outcome start(Ground ground, Forks forks, int rounds) throws Exception {
        Folders.delete(ground.folder());
        String lib = ground.distribution().resolve("lib") + "/*:"
                + System.getProperty("java.class.path").split(":")[0];
        Work camel = starting(() -> forks.start(EmptyCamel.class, lib, List.of(), List.of()), EmptyCamel.STARTED);
        Pair pair = new Pair(camel, starting(() -> server(ground), "SRVMemberships: 0 entries"), () -> {});
        Rounds samples = Rounds.of(pair, 1, rounds);
        Folders.delete(ground.folder());
        return samples.outcome(START);
    }

    private interface Starter {
        ProcessBuilder start() throws Exception;
    }

    /** The time until a program prints a text; it is killed then. */
    private static Work starting(Starter starter, String text) {
        return new Work() {
            private ProcessBuilder builder;
            private Process process;

            @Override
            public void prepare() throws Exception {
                builder = starter.start();
            }

            @Override
            public void run() throws Exception {
                process = builder.start();
                BufferedReader output =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                List<String> lines = new ArrayList<>();
                String line = output.readLine();
                while (line != null && !line.contains(text)) {
                    lines.add(line);
                    line = output.readLine();
                }
                if (line == null) {
                    throw new IllegalStateException("never printed '" + text + "':\n" + String.join("\n", lines));
                }
            }

            @Override
            public void verify() throws InterruptedException {
                process.destroyForcibly();
                process.waitFor();
            }
        };
    }

    /** The shipped launcher, on a source without rows and without a cache. */
    private static ProcessBuilder server(Ground ground) throws Exception {
        Path folder = ground.folder();
        Folders.delete(folder);
        ServerSite site = ServerSite.make(
                with(ground, DataSet.XS), ServerSite.WHOLE, ServerSite.sqliteBus(folder.resolve("bus.sqlite")));
        site.empty();
        Files.writeString(
                site.config(), Files.readString(site.config()).replace("verbosity: warning", "verbosity: info"));
        return new ProcessBuilder(
                        ground.distribution().resolve("bin/hermes").toString(),
                        "server",
                        "--config",
                        site.config().toString())
                .redirectErrorStream(true);
    }
}
