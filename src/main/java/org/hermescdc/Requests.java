package org.hermescdc;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hermescdc.core.HermesException;

/** What other threads ask of a program's loop, until the loop takes it. Safe for concurrent use. */
final class Requests {

    private final Queue<Request> waiting = new ArrayDeque<>();
    private final String success;
    private final String refusal;
    private boolean closed;

    /**
     * @param success the answer once the work is done
     * @param refusal the answer to what is never taken, because the program stops
     */
    Requests(String success, String refusal) {
        this.success = success;
        this.refusal = refusal;
    }

    /** Something to do, and whom to tell how it went. */
    record Request(Runnable work, String success, CompletableFuture<String> outcome) {

        /** Does the work and answers; fails as the work does. */
        void run() {
            try {
                work.run();
                outcome.complete(success);
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
                throw e;
            }
        }
    }

    synchronized CompletionStage<String> add(Runnable work) {
        Request request = new Request(work, success, new CompletableFuture<>());
        if (closed) {
            refuse(request);
        } else {
            waiting.add(request);
        }
        return request.outcome();
    }

    /** Takes the oldest request that waits. */
    synchronized Optional<Request> next() {
        return Optional.ofNullable(waiting.poll());
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Refuses what waits, and what still comes. */
    synchronized void close() {
        closed = true;
        waiting.forEach(this::refuse);
        waiting.clear();
    }

    private void refuse(Request request) {
        request.outcome().completeExceptionally(new HermesException(refusal));
    }
}
