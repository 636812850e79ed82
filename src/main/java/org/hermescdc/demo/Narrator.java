package org.hermescdc.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.hermescdc.core.HermesException;

/** Tells what happens, and waits for it: on a terminal with a line that lives, elsewhere with plain lines. */
final class Narrator {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int SHOWN_EVENTS = 4;

    private final PrintStream out;
    private final boolean terminal;
    private final Runnable check;

    /** @param check throws when waiting has become useless */
    Narrator(PrintStream out, boolean terminal, Runnable check) {
        this.out = out;
        this.terminal = terminal;
        this.check = check;
    }

    void title(String text) {
        out.println();
        out.println(text);
    }

    void line(String text) {
        out.println("    " + text.replace("\n", "\n    "));
    }

    void row(Map<String, Object> row) {
        row.forEach((column, value) -> line(String.format("%-12s %s", column, value)));
    }

    void events(List<String> events) {
        events.stream().limit(SHOWN_EVENTS).forEach(event -> line("event      " + event));
        if (events.size() > SHOWN_EVENTS) {
            line("           … and " + (events.size() - SHOWN_EVENTS) + " more");
        }
    }

    /** Waits until something is so, and tells how long that took. */
    void await(String what, BooleanSupplier done) {
        await(what, () -> "", nothing -> done.getAsBoolean());
    }

    /**
     * Looks again and again until what is seen is as it should be, and tells how long that took.
     *
     * @param look what is seen is shown, meanwhile and at the end
     */
    <T> void await(String what, Supplier<T> look, Predicate<T> done) {
        long start = System.nanoTime();
        T seen = look.get();
        while (!done.test(seen)) {
            check.run();
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new HermesException(what + ": not done within " + LIMIT.toSeconds() + " s; " + seen);
            }
            show("    … " + what + " " + seen);
            pause();
            seen = look.get();
        }
        show("");
        String told = (what + " " + seen).strip();
        line(String.format(Locale.ROOT, "%s (%.1f s)", told, (System.nanoTime() - start) / 1e9));
    }

    private void show(String text) {
        if (terminal) {
            out.print("\r\033[K" + text);
            out.flush();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HermesException("interrupted");
        }
    }
}
