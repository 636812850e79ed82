package org.hermescdc.camel.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hermescdc.core.HermesException;

/**
 * Builds something of each row of a source on a second thread, while the first one reads: in the order of the rows, and a
 * few of them ahead at most. Used by the thread that reads; closed by it, in success and failure.
 *
 * @param <R> what a row is
 * @param <T> what is built of it
 */
final class Assembly<R, T> implements AutoCloseable {

    private static final int AT_ONCE = 500;
    private static final int AHEAD = 4;

    private final Function<R, T> build;
    private final String source;
    private final List<T> built = new ArrayList<>();
    private final Deque<Future<List<T>>> underWay = new ArrayDeque<>();
    private List<R> rows = new ArrayList<>();
    private int begun;
    private ExecutorService worker;

    /**
     * @param source for messages
     * @param build safe for use by another thread than the one that reads
     */
    Assembly(String source, Function<R, T> build) {
        this.source = source;
        this.build = build;
    }

    /** @throws HermesException of what was built before, with source and row */
    void add(R row) {
        rows.add(row);
        if (rows.size() == AT_ONCE) {
            begin();
            if (underWay.size() > AHEAD) {
                built.addAll(result(underWay.poll()));
            }
        }
    }

    /**
     * Everything, in the order of the rows.
     *
     * @throws HermesException the first that {@code build} has thrown, with source and row
     */
    List<T> finish() {
        if (worker == null) {
            return build(rows, 0);
        }
        begin();
        while (!underWay.isEmpty()) {
            built.addAll(result(underWay.poll()));
        }
        return built;
    }

    /** Ends the second thread; what it still had to do is given up. */
    @Override
    public void close() {
        if (worker != null) {
            worker.shutdownNow();
            awaitEnd();
        }
    }

    /** What it reads, such as the cache, may be changed afterwards. */
    private void awaitEnd() {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = worker.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin() {
        if (worker == null) {
            worker = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "entries of " + source);
                thread.setDaemon(true);
                return thread;
            });
        }
        List<R> some = rows;
        int first = begun;
        underWay.add(worker.submit(() -> build(some, first)));
        begun += some.size();
        rows = new ArrayList<>(AT_ONCE);
    }

    private List<T> build(List<R> some, int first) {
        List<T> result = new ArrayList<>(some.size());
        for (R row : some) {
            try {
                result.add(build.apply(row));
            } catch (HermesException e) {
                throw new HermesException(
                        "datasource '" + source + "', row " + (first + result.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return result;
    }

    private List<T> result(Future<List<T>> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HermesException("datasource '" + source + "': the fetch was interrupted");
        }
    }
}
